// What the map fetches: views, muscles, and what words mean.

import type { Mark, Place } from "./drawing";
import { tr } from "./words";

async function text(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

// fetchView is a view of a figure, such as back or head_right.
export async function fetchView(figure: string, view: string): Promise<SVGSVGElement> {
  return new DOMParser().parseFromString(await text(`/figure/${figure}/${view}`), "text/html").querySelector<SVGSVGElement>(".view")!;
}

// addMuscles lays the muscles between the skin and the marks of a view.
export async function addMuscles(figure: string, svg: SVGSVGElement): Promise<void> {
  if (svg.querySelector(".muscle")) return;
  const g = new DOMParser().parseFromString(await text(`/figure/${figure}/${svg.dataset.view!}/muscles`), "image/svg+xml").querySelector("g")!;
  if (!svg.querySelector(".muscle")) svg.querySelector(".light")!.before(document.importNode(g, true));
}

// Meaning is what words mean: places, or what is not clear about them.
export interface Meaning {
  places: Place[];
  problem?: string;
  of?: string; // the words that are not clear
  choices?: string[];
}

// meaningOf asks the server what words mean, for the pain and quality chosen.
export async function meaningOf(words: string, brush: Mark): Promise<Meaning> {
  const body = new URLSearchParams([["words", words], ["pain", String(brush.pain)], ...brush.quality.map((q) => ["quality", q])]);
  try {
    return await (await fetch("/words", { method: "POST", body })).json();
  } catch {
    return { places: [], problem: tr("The words could not be read just now. They are kept and sent with the form.") };
  }
}
