// Words for what is marked, for eyes and for screen readers.

import type { Mark, Place } from "./drawing";
import { tr } from "./words";

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

// places names the cells of a place; the two sides of one are said together:
// "calf, both sides; right temple".
export function places(p: Place, name: (cell: string) => string, zone: (cell: string) => string): string {
  const names: string[] = [];
  for (const cell of p.cells) {
    const [place, side] = [cell.slice(0, cell.lastIndexOf(".")), cell.slice(cell.lastIndexOf(".") + 1)];
    const other = `${place}.${side === "left" ? "right" : "left"}`;
    if (!p.cells.includes(other)) names.push(name(cell));
    else if (side === "right") names.push(tr("%s, both sides", zone(cell)));
  }
  return capital(names.join("; "));
}
