// The zones of the body and their cells, as the ticked list has them: every
// cell has a box there, and so has every zone that is cut into cells.

export class Zones {
  private known?: Map<string, string[]>;

  constructor(private boxes: () => Iterable<string>) {} // asked for when a zone is first wanted

  private get fine(): Map<string, string[]> {
    if (this.known) return this.known;
    const fine = new Map<string, string[]>();
    const boxes = [...this.boxes()];
    for (const id of boxes) if (!fine.has(zoneOf(id))) fine.set(zoneOf(id), []);
    for (const id of boxes) if (id !== zoneOf(id)) fine.get(zoneOf(id))!.push(id);
    for (const [zone, cells] of fine) if (cells.length === 0) cells.push(zone);
    return (this.known = fine);
  }

  // expand gives the cells that an identifier means: itself, or those of a zone.
  expand(id: string): string[] {
    return this.fine.get(id) ?? [id];
  }

  cells(): string[] {
    return [...this.fine.values()].flat();
  }

  zones(): string[] {
    return [...this.fine.keys()];
  }

  // fold lets a zone stand for its cells where all of them are there.
  fold(cells: string[]): string[] {
    const there = new Set(cells);
    const out = new Set<string>();
    for (const c of cells) {
      const zone = zoneOf(c);
      out.add(this.expand(zone).every((o) => there.has(o)) ? zone : c);
    }
    return [...out].sort();
  }
}

// zoneOf leaves the part of a zone out: "calf.upper_inner.right" lies in
// "calf.right".
export function zoneOf(cell: string): string {
  return `${cell.slice(0, cell.indexOf("."))}.${sideOf(cell)}`;
}

export function sideOf(cell: string): string {
  return cell.slice(cell.lastIndexOf(".") + 1);
}

// mirror is the same cell on the other side.
export function mirror(cell: string): string {
  const side = sideOf(cell);
  return cell.slice(0, cell.length - side.length) + (side === "left" ? "right" : "left");
}
