// Looking closer: the views show a part of themselves, large enough that every
// cell can be hit with a finger.

import { at, box, type Path } from "./view";

// least is how many pixels a unit of a picture has when looked at closely: the
// narrowest cell is 11 units wide, and a target needs 24 pixels.
const least = 2.2;

export class Lens {
  private eye?: { x: number; y: number }; // as the front has it

  constructor(private views: SVGSVGElement[]) {}

  get on(): boolean {
    return this.eye !== undefined;
  }

  // to looks at a cell of a view.
  to(svg: SVGSVGElement, p: Path): void {
    const { x, y } = at(p);
    this.eye = { x: this.turn(svg, x), y };
    this.aim();
  }

  off(): void {
    this.eye = undefined;
    this.aim();
  }

  // follow keeps a cell that is walked to in sight.
  follow(svg: SVGSVGElement, p: Path): void {
    if (!this.eye) return;
    const b = box(svg.getAttribute("viewBox")!);
    const { x, y } = at(p);
    if (Math.abs(x - b.x - b.w / 2) > b.w * 0.4 || Math.abs(y - b.y - b.h / 2) > b.h * 0.4) this.to(svg, p);
  }

  // move shifts what is shown by half of it; front and back keep showing the
  // same part of the body.
  move(right: number, down: number): void {
    const lead = this.views.find((v) => v.clientWidth > 0);
    if (!this.eye || !lead) return;
    const b = box(lead.getAttribute("viewBox")!);
    this.eye = { x: this.turn(lead, b.x + b.w / 2 + (right * b.w) / 2), y: b.y + b.h / 2 + (down * b.h) / 2 };
    this.aim();
  }

  // aim points every view that is shown.
  aim(): void {
    for (const svg of this.views) {
      const all = box(svg.dataset.box!);
      if (!this.eye) {
        svg.setAttribute("viewBox", svg.dataset.box!);
        continue;
      }
      const [wide, high] = [svg.clientWidth, svg.clientHeight];
      if (wide === 0) continue;
      const scale = Math.max(least, 2 * Math.min(wide / all.w, high / all.h));
      const [w, h] = [Math.min(all.w, wide / scale), Math.min(all.h, high / scale)];
      const x = Math.min(Math.max(this.turn(svg, this.eye.x) - w / 2, 0), all.w - w);
      const y = Math.min(Math.max(this.eye.y - h / 2, 0), all.h - h);
      svg.setAttribute("viewBox", [x, y, w, h].map((n) => n.toFixed(1)).join(" "));
    }
  }

  // turn changes between the x of the back and that of the front.
  private turn(svg: SVGSVGElement, x: number): number {
    return svg.dataset.view === "back" ? box(svg.dataset.box!).w - x : x;
  }
}
