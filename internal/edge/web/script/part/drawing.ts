// A drawing in the browser: which cells hurt, how much and how, with a way back.

import type { Zones } from "./zones";

export interface Mark {
  pain: number; // 1 to 10
  quality: string[]; // sorted
}

export interface Place {
  cells: string[];
  intensity: number;
  quality?: string[];
}

type Marks = Map<string, Mark>;

const mostSteps = 200; // how far undo reaches

export class Drawing {
  constructor(private zones: Zones) {}

  private marks: Marks = new Map();
  private past: Marks[] = [];
  private future: Marks[] = [];

  get(cell: string): Mark | undefined {
    return this.marks.get(cell);
  }

  cells(): string[] {
    return [...this.marks.keys()].sort();
  }

  get size(): number {
    return this.marks.size;
  }

  // keep remembers the present, so that what follows is one step of undo.
  keep(): void {
    this.past.push(new Map(this.marks));
    if (this.past.length > mostSteps) this.past.shift();
    this.future = [];
  }

  // drop forgets the last step when nothing changed in it.
  drop(): void {
    const before = this.past.at(-1);
    if (before && same(before, this.marks)) this.past.pop();
  }

  // cancel takes back what was begun since keep.
  cancel(): void {
    this.marks = this.past.pop() ?? this.marks;
  }

  set(cell: string, mark: Mark): void {
    this.marks.set(cell, mark);
  }

  erase(cell: string): void {
    this.marks.delete(cell);
  }

  undo(): boolean {
    return this.step(this.past, this.future);
  }

  redo(): boolean {
    return this.step(this.future, this.past);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  private step(from: Marks[], to: Marks[]): boolean {
    const next = from.pop();
    if (!next) return false;
    to.push(this.marks);
    this.marks = next;
    return true;
  }

  // places groups cells alike in pain and quality, the strongest pain first; a
  // zone stands for its cells where all are alike.
  places(): Place[] {
    const out: Place[] = [];
    for (const cell of this.cells()) {
      const mark = this.marks.get(cell)!;
      const quality = mark.quality.join();
      const found = out.find((p) => p.intensity === mark.pain && (p.quality ?? []).join() === quality);
      if (found) found.cells.push(cell);
      else out.push({ cells: [cell], intensity: mark.pain, ...(mark.quality.length ? { quality: mark.quality } : {}) });
    }
    for (const p of out) p.cells = this.zones.fold(p.cells);
    return out.sort((a, b) => b.intensity - a.intensity);
  }

  load(places: Place[]): void {
    for (const p of places) for (const c of p.cells.flatMap((id) => this.zones.expand(id))) this.marks.set(c, { pain: p.intensity, quality: p.quality ?? [] });
  }
}

function same(a: Marks, b: Marks): boolean {
  if (a.size !== b.size) return false;
  for (const [cell, mark] of a) {
    const other = b.get(cell);
    if (!other || other.pain !== mark.pain || other.quality.join() !== mark.quality.join()) return false;
  }
  return true;
}
