// Words for what is marked, for eyes and for screen readers.

import type { Mark } from "./drawing";
import { tr } from "./words";
import { mirror, sideOf, zoneOf } from "./zones";

// quality says a quality in the words of the form, which are in the language of
// the page.
export function quality(q: string): string {
  return document.querySelector(`[name=quality][value="${q}"]`)?.nextElementSibling?.textContent ?? q;
}

export function amount(mark: Mark): string {
  return [tr("%s of 10", mark.pain), ...mark.quality.map(quality)].join(", ");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Named says what places are called on the page.
export interface Named {
  name(id: string): string; // with its side: "right calf"
  zone(id: string): string; // without: "calf"
  part(cell: string): string; // of its zone: "upper inner part"
  parts(zone: string): string[]; // its cells, from top to bottom
}

const mostParts = 3; // that are named one by one

// places names the cells of a place, zone by zone. The two sides of one are said
// together: "calf, both sides; right temple; left shin (upper part)".
export function places(cells: string[], of: Named): string {
  const said: string[] = [];
  const partly = new Set<string>();
  for (const cell of cells) {
    const zone = zoneOf(cell);
    if (zone !== cell) {
      if (partly.has(zone)) continue;
      partly.add(zone);
      const parts = of.parts(zone).filter((c) => cells.includes(c));
      if (parts.length > mostParts) said.push(tr("%s (%s of %s parts)", of.name(zone), parts.length, of.parts(zone).length));
      else said.push(`${of.name(zone)} (${parts.map((c) => of.part(c)).join(", ")})`);
    } else if (!cells.includes(mirror(cell))) said.push(of.name(cell));
    else if (sideOf(cell) === "right") said.push(tr("%s, both sides", of.zone(cell)));
  }
  return capital(said.join("; "));
}
