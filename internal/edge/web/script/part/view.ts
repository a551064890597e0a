// The pictures of the body: which one is shown, where cells lie, and how the
// arrow keys walk from one to the next.

import { zoneOf } from "./zones";

export type Path = SVGPathElement;

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export function box(text: string): Box {
  const [x, y, w, h] = text.split(" ").map(Number);
  return { x, y, w, h };
}

export function at(p: Path): { x: number; y: number } {
  return { x: Number(p.dataset.x), y: Number(p.dataset.y) };
}

const ways: Record<string, [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// neighbour finds the cell that lies next in the direction of an arrow key: the
// nearest one. What lies more to the side
// than ahead counts only when nothing else lies ahead.
export function neighbour(svg: SVGSVGElement, from: Path, key: string): Path | undefined {
  const way = ways[key];
  if (!way) return undefined;
  const here = at(from);
  let best: Path | undefined;
  let least = Infinity;
  for (const p of svg.querySelectorAll<Path>("[data-cell]")) {
    if (p === from) continue;
    const there = at(p);
    const along = (there.x - here.x) * way[0] + (there.y - here.y) * way[1];
    const across = Math.abs((there.x - here.x) * way[1]) + Math.abs((there.y - here.y) * way[0]);
    if (along <= 0.5 || across > 2 * along + 1) continue;
    const far = along + across + (across > along ? aside : 0);
    if (far < least) [least, best] = [far, p];
  }
  return best;
}

const aside = 1e4; // more than any picture is wide

// beyond walks on until another zone is reached.
export function beyond(svg: SVGSVGElement, from: Path, key: string): Path | undefined {
  let to = neighbour(svg, from, key);
  while (to && zoneOf(to.dataset.cell!) === zoneOf(from.dataset.cell!)) to = neighbour(svg, to, key);
  return to;
}

// first is the cell nearest the middle of what is shown.
export function first(svg: SVGSVGElement): Path | undefined {
  const b = box(svg.getAttribute("viewBox")!);
  let best: Path | undefined;
  let least = Infinity;
  for (const p of svg.querySelectorAll<Path>("[data-cell]")) {
    const { x, y } = at(p);
    const far = Math.hypot(x - b.x - b.w / 2, y - b.y - b.h / 2);
    if (far < least) [least, best] = [far, p];
  }
  return best;
}

// stop makes one cell of a view the one that the tab key reaches.
export function stop(svg: SVGSVGElement, p: Path): void {
  for (const other of svg.querySelectorAll('[data-cell][tabindex="0"]')) other.setAttribute("tabindex", "-1");
  p.setAttribute("tabindex", "0");
}

// outline draws one line round all of some cells: of the wide lines round each,
// only what lies outside of all of them is shown.
export function outline(svg: SVGSVGElement, cells: Path[]): void {
  let g = svg.querySelector(".edge");
  if (!g && !cells.length) return;
  if (!g) {
    g = svg.appendChild(document.createElementNS(svg.namespaceURI, "g"));
    g.setAttribute("class", "edge");
    const id = `outside-${svg.dataset.view}`;
    const clip = g.appendChild(document.createElementNS(svg.namespaceURI, "clipPath"));
    clip.setAttribute("id", id);
    clip.appendChild(document.createElementNS(svg.namespaceURI, "path")).setAttribute("clip-rule", "evenodd");
    g.appendChild(document.createElementNS(svg.namespaceURI, "path")).setAttribute("clip-path", `url(#${id})`);
  }
  const all = box(svg.dataset.box!);
  const d = cells.map((p) => p.getAttribute("d")).join("");
  const [outside, line] = g.querySelectorAll("path");
  outside.setAttribute("d", `M0 0H${all.w}V${all.h}H0z${d}`);
  line.setAttribute("d", d);
}

// under lists the cells of one picture below a round brush, never those of
// another picture.
export function under(svg: SVGSVGElement, x: number, y: number, radius: number): Path[] {
  const found = new Set<Path>();
  const look = (px: number, py: number) => {
    const hit = document.elementFromPoint(px, py);
    if (hit instanceof SVGPathElement && hit.dataset.cell && hit.ownerSVGElement === svg) found.add(hit);
  };
  look(x, y);
  for (const r of radius > 0 ? [radius / 2, radius] : [])
    for (let k = 0; k < 8; k++) look(x + r * Math.cos((k * Math.PI) / 4), y + r * Math.sin((k * Math.PI) / 4));
  return [...found];
}

// begun is the cell that the tab key reaches.
export const begun = (svg: SVGSVGElement) => svg.querySelector<Path>('[data-cell][tabindex="0"]');

// begin lets the tab key reach the cell in the middle of a view.
export function begin(svg: SVGSVGElement): void {
  const to = begun(svg) ?? first(svg);
  if (to) stop(svg, to);
}
