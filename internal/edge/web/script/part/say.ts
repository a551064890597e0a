// Words for what is marked, for eyes and for screen readers.

import type { Mark, Place } from "./drawing";

export function amount(mark: Mark): string {
  return [`${mark.pain} of 10`, ...mark.quality].join(", ");
}

export function list(names: string[]): string {
  return names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + " and " + names.at(-1);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// places names the cells of a place; the two sides of one are said together:
// "calf, both sides; right temple".
export function places(p: Place, name: (cell: string) => string): string {
  const names: string[] = [];
  for (const cell of p.cells) {
    const [zone, side] = [cell.slice(0, cell.lastIndexOf(".")), cell.slice(cell.lastIndexOf(".") + 1)];
    const other = `${zone}.${side === "left" ? "right" : "left"}`;
    if (!p.cells.includes(other)) names.push(name(cell));
    else if (side === "right") names.push(`${name(cell).replace(/\bright /, "")}, both sides`);
  }
  return capital(names.join("; "));
}
