// The body map of the first page: painting, tapping, keys, the ticked list and
// words all change one drawing, and all show it.

import { brushOf, setBrush } from "./part/brush";
import { button, markRow } from "./part/button";
import { Drawing, type Mark, type Place } from "./part/drawing";
import { addMuscles, fetchView, meaningOf } from "./part/fetched";
import { fill, idle } from "./part/later";
import { Lens } from "./part/lens";
import { type Listed, readList } from "./part/names";
import { amount, capital, type Named, places, quality as qualityName } from "./part/say";
import { begin, begun, beyond, neighbour, outline, type Path, stop, under } from "./part/view";
import { tr } from "./part/words";
import { zoneOf, Zones } from "./part/zones";

const map = document.getElementById("map")!;
const form = map.closest("form")!;
const field = form.querySelector<HTMLInputElement>("[name=drawing]")!;
const listing = form.querySelector<HTMLDetailsElement>(".listing")!;
let read: Listed | undefined;
const listed = () => (read ??= readList(listing.querySelector(":scope > noscript")?.textContent ?? listing.innerHTML));
const boxes = new Map<string, HTMLInputElement>(); // of the list, once it was opened
const zones = new Zones(() => listed().names.keys());
const views: SVGSVGElement[] = [];
const lens = new Lens(views);
const shapes = new Map<string, Set<Path>>(); // of each cell, in every view
const shown = map.querySelector<HTMLElement>(".map-views")!;
const status = document.getElementById("map-said")!;
const drawing = new Drawing(zones);
const chosen = new Set<string>(); // cells that the pain scale and the qualities change
let settled = true; // the next mark begins a new choice
let whole = ""; // the zone that was just marked as a whole by keys
let mode = map.dataset.mode!;

// of gives the words of the list, which are in the language of the page.
const row = (id: string) => listed().rows.get(id)!;
const of: Named = {
  name: (id) => listed().names.get(id) ?? id,
  zone: (id) => row(zoneOf(id)),
  part: row,
  parts: (zone) => zones.expand(zone),
};
const said = (cells: Iterable<string>) => places(zones.fold([...cells]), of);

const brush = () => brushOf(form); // the pain and quality that new marks get

function say(text: string): void {
  status.textContent = text;
}

function count(): string {
  const places = zones.fold(drawing.cells()).length;
  return places === 1 ? tr("1 place in all.") : tr("%s places in all.", places);
}

// mark puts cells under the brush; the first after a change of the scale begins
// a new choice.
function mark(cells: string[]): void {
  if (settled) chosen.clear();
  settled = false;
  for (const c of cells) {
    chosen.add(c);
    drawing.set(c, brush());
  }
}

function erase(cells: string[]): void {
  for (const c of cells) {
    chosen.delete(c);
    drawing.erase(c);
  }
}

// toggle marks cells, or takes them away when all are marked already.
function toggle(cells: string[]): void {
  drawing.keep();
  whole = "";
  if (cells.every((c) => drawing.get(c))) {
    erase(cells);
    say(tr("%s: no longer marked. %s", said(cells), count()));
  } else {
    mark(cells);
    say(`${said(cells)}: ${amount(drawing.get(cells[0])!)}. ${count()}`);
  }
  show();
}

const lastShown = new Map<string, string>(); // how each cell stands on the page

// show lets every way of input say the same; it touches only what changed.
function show(): void {
  for (const v of views) dress(v);
  const list = drawing.places();
  field.value = JSON.stringify(list);
  const changed = new Set<string>();
  for (const cell of zones.cells()) {
    const m = drawing.get(cell);
    const now = m ? JSON.stringify(m) : "";
    if ((lastShown.get(cell) ?? "") === now) continue;
    lastShown.set(cell, now);
    changed.add(zoneOf(cell));
    for (const p of shapes.get(cell) ?? []) colour(p);
  }
  for (const zone of changed) tick(zone);
  for (const v of views) outline(v, [...chosen].filter((c) => drawing.get(c)).flatMap((c) => [...(shapes.get(c) ?? [])].filter((p) => v.contains(p))));
  (document.getElementById("undo") as HTMLButtonElement).disabled = !drawing.canUndo;
  (document.getElementById("redo") as HTMLButtonElement).disabled = !drawing.canRedo;
  rows(list);
}

// tick lets the list say how a zone and its cells are marked.
function tick(zone: string): void {
  const whole = boxes.get(zone);
  if (!whole) return; // nobody opened the list
  const cells = zones.expand(zone);
  for (const c of cells) boxes.get(c)!.checked = !!drawing.get(c);
  const pains = cells.flatMap((c) => drawing.get(c)?.pain ?? []);
  whole.checked = pains.length === cells.length;
  whole.indeterminate = pains.length > 0 && !whole.checked;
  whole.parentElement!.querySelector(".state")!.textContent = pains.length ? String(Math.max(...pains)) : "";
}
function opened(): void {
  if (boxes.size) return;
  fill(listing);
  for (const b of listing.querySelectorAll<HTMLInputElement>("input[name=cell]")) boxes.set(b.value, b);
  for (const zone of zones.zones()) tick(zone);
}
listing.addEventListener("toggle", () => { if (listing.open) opened(); });
addEventListener("beforeprint", opened);

// colour lets a shape show its cell.
function colour(p: Path): void {
  const m = drawing.get(p.dataset.cell!);
  p.setAttribute("aria-checked", String(!!m));
  p.setAttribute("aria-label", m ? `${of.name(p.dataset.cell!)}, ${amount(m)}` : of.name(p.dataset.cell!));
  if (m) p.dataset.pain = String(Math.max(1, Math.round(m.pain)));
  else delete p.dataset.pain;
}

// rows lists the marks, each to be changed or removed.
function rows(list: Place[]): void {
  const section = document.getElementById("marks")!;
  section.hidden = list.length === 0;
  const out = list.map((p) => {
    const cells = p.cells.flatMap((id) => zones.expand(id));
    const text = said(p.cells) + (p.quality ? ` · ${p.quality.map(qualityName).join(", ")}` : "");
    const on = !settled && cells.every((c) => chosen.has(c)) && chosen.size === cells.length;
    return markRow(p.intensity, text, on,
      () => {
        chosen.clear();
        cells.forEach((c) => chosen.add(c));
        settled = false;
        setBrush(form, { pain: p.intensity, quality: p.quality ?? [] });
        say(tr("Choose how bad it is and what it is like: %s.", said(p.cells)));
        show();
        form.querySelector<HTMLInputElement>("[name=pain]:checked")?.focus();
      },
      () => {
        drawing.keep();
        erase(cells);
        say(tr("%s: removed. %s", said(p.cells), count()));
        show();
        (document.querySelector<HTMLElement>("#marks .act button") ?? document.getElementById("words")!).focus();
      },
    );
  });
  section.querySelector("ul")!.replaceChildren(...out);
}

// change gives the chosen marks the pain and quality now on the form.
function change(): void {
  if (chosen.size > 0) {
    drawing.keep();
    for (const c of chosen) drawing.set(c, brush());
    drawing.drop();
    say(`${said(chosen)}: ${amount(brush())}.`);
  }
  settled = true;
  show();
}
form.addEventListener("change", (e) => {
  const t = e.target as HTMLInputElement;
  if (t.name === "pain" || t.name === "quality") change();
  else if (t.name === "cell") toggle(zones.expand(t.value));
});

// Looking: front, back and the close-ups.
const select = document.getElementById("look") as HTMLSelectElement;
const faces = [...map.querySelectorAll<HTMLButtonElement>("[data-look]")];
async function look(id: string): Promise<void> {
  const option = [...select.options].find((o) => o.value === id);
  const close = !!option?.dataset.view;
  if (!views.some((v) => v.dataset.view === id)) {
    try {
      await (close ? load(id) : behind());
    } catch {
      select.value = "front";
      say(tr("This view could not be fetched just now. Please try again."));
      return;
    }
  }
  const was = map.classList.contains("close");
  map.classList.toggle("close", close);
  shown.classList.toggle("close", close);
  shown.dataset.show = close ? "" : id;
  for (const v of views) {
    v.toggleAttribute("hidden", close ? v.dataset.view !== option!.dataset.view : !v.classList.contains("whole"));
    if (!v.hasAttribute("hidden")) begin(v);
  }
  const now = views.find((v) => v.clientWidth > 0)!;
  if (lens.on && (close || was)) lens.to(now, begun(now)!);
  lens.aim();
  for (const f of faces) f.setAttribute("aria-pressed", String(!close && f.dataset.look === id));
  select.value = close ? id : "front";
  say(tr("%s shown.", close ? option!.text : (faces.find((f) => f.dataset.look === id)?.textContent ?? id)));
}
for (const f of faces) f.addEventListener("click", () => void look(f.dataset.look!));
select.addEventListener("change", () => void look(select.value));

// load fetches a view; when it is there already, it takes its place.
const which = document.getElementById("figure") as HTMLSelectElement;
async function load(id: string): Promise<void> {
  const svg = await fetchView(which.value, id);
  const old = views.findIndex((v) => v.dataset.view === id);
  if (old >= 0) {
    svg.toggleAttribute("hidden", views[old].hasAttribute("hidden"));
    views[old].replaceWith(svg);
    views.splice(old, 1);
  } else {
    svg.toggleAttribute("hidden", map.classList.contains("close") || !svg.classList.contains("whole"));
    shown.append(svg);
  }
  attach(svg);
  begin(svg);
  lens.aim();
  if (layer.getAttribute("aria-pressed") === "true") await flesh(svg);
  show();
}
// behind fetches the back, which the page comes without.
let coming: Promise<void> | undefined;
const behind = () => (coming ??= load("back").catch((e: unknown) => { coming = undefined; throw e; }));

which.addEventListener("change", async () => {
  await coming?.catch(() => undefined); // as the figure that was
  for (const v of [...views])
    try {
      await load(v.dataset.view!);
    } catch {
      say(tr("The figure could not be fetched just now. Please try again."));
      return;
    }
  say(tr("Figure shown: %s.", which.selectedOptions[0].text));
});

// The muscles lie between skin and marks; they are fetched when they are first
// wanted, and only help to find a place.
const layer = document.getElementById("muscles") as HTMLButtonElement;
const flesh = (svg: SVGSVGElement) => addMuscles(which.value, svg);
layer.addEventListener("click", async () => {
  const on = layer.getAttribute("aria-pressed") !== "true";
  try {
    if (on) await Promise.all(views.map(flesh));
  } catch {
    say(tr("The muscles could not be fetched just now. Please try again."));
    return;
  }
  layer.setAttribute("aria-pressed", String(on));
  map.classList.toggle("fleshed", on);
  say(on ? tr("Muscles shown.") : tr("Muscles hidden."));
});

// Closer, and moving what is then shown.
const nearer = document.getElementById("closer") as HTMLButtonElement;
nearer.addEventListener("click", () => {
  if (lens.on) lens.off();
  else {
    const svg = views.find((v) => v === lastSeen && v.clientWidth > 0) ?? views.find((v) => v.clientWidth > 0)!;
    lens.to(svg, begun(svg)!);
  }
  nearer.setAttribute("aria-pressed", String(lens.on));
  map.classList.toggle("closer", lens.on);
  say(lens.on ? tr("A part of the body is shown, larger.") : tr("All of the picture is shown."));
});
for (const b of map.querySelectorAll<HTMLButtonElement>("[data-move]")) {
  const [right, down] = b.dataset.move!.split(" ").map(Number);
  b.addEventListener("click", () => lens.move(right, down));
}
addEventListener("resize", () => lens.aim());

// Tools.
const modes = [...map.querySelectorAll<HTMLButtonElement>("[data-mode]")];
for (const m of modes)
  m.addEventListener("click", () => {
    mode = map.dataset.mode = m.dataset.mode!;
    for (const other of modes) other.setAttribute("aria-pressed", String(other === m));
  });
function step(back: boolean): void {
  if (back ? drawing.undo() : drawing.redo()) {
    chosen.clear();
    settled = true;
    whole = "";
    say(back ? tr("Undone. %s", count()) : tr("Done again. %s", count()));
    show();
  }
}
document.getElementById("undo")!.addEventListener("click", () => step(true));
document.getElementById("redo")!.addEventListener("click", () => step(false));

// Pointers: a tap turns a place on or off; a stroke paints or erases. A finger
// paints only in those modes, so that the page can still be scrolled. Where all
// of the body is shown, cells are smaller than a finger: a tap takes the zone.
const size = document.getElementById("brush") as HTMLInputElement;
let lastSeen: SVGSVGElement | undefined; // the view that was used last
const tapped = (svg: SVGSVGElement, p: Path) => ("all" in svg.dataset && !lens.on ? zones.expand(zoneOf(p.dataset.cell!)) : [p.dataset.cell!]);
let stroke: { id: number; x: number; y: number; moved: boolean; draws: boolean; cells: Set<string> } | undefined;
function dab(svg: SVGSVGElement, x: number, y: number): void {
  const before = stroke!.cells.size;
  for (const p of under(svg, x, y, (Number(size.value) - 1) * 7)) stroke!.cells.add(p.dataset.cell!);
  if (stroke!.cells.size === before) return;
  if (mode === "erase") erase([...stroke!.cells]);
  else mark([...stroke!.cells]);
  show();
}
shown.addEventListener("focusin", (e) => { // not on a view: Chromium lets the tab key stop at an svg that listens
  const p = e.target as Path;
  if (!p.dataset.cell) return;
  dress(p.ownerSVGElement!);
  lastSeen = p.ownerSVGElement!;
  stop(lastSeen, p);
  lens.follow(lastSeen, p);
});
// dress gives every shape of a view its name, for those who hear it, and lets
// keys reach it; when it is first used, or when there is time.
const dressed = new WeakSet<SVGSVGElement>();
function dress(svg: SVGSVGElement): void {
  if (dressed.has(svg)) return;
  dressed.add(svg);
  for (const p of svg.querySelectorAll<Path>("[data-cell]")) {
    p.setAttribute("role", "checkbox");
    if (p.getAttribute("tabindex") !== "0") p.setAttribute("tabindex", "-1");
    const cell = p.dataset.cell!;
    if (!shapes.has(cell)) shapes.set(cell, new Set());
    shapes.get(cell)!.add(p);
    colour(p);
  }
}
function attach(svg: SVGSVGElement): void {
  views.push(svg);
  svg.addEventListener("pointerdown", (e) => {
    if (e.button !== 0 || stroke) return;
    stroke = { id: e.pointerId, x: e.clientX, y: e.clientY, moved: false, draws: mode !== "tap" || e.pointerType !== "touch", cells: new Set() };
    drawing.keep();
    if (mode === "tap") return;
    svg.setPointerCapture(e.pointerId);
    dab(svg, e.clientX, e.clientY);
  });
  svg.addEventListener("pointermove", (e) => {
    if (stroke?.id !== e.pointerId || !stroke.draws) return;
    if (!stroke.moved && Math.hypot(e.clientX - stroke.x, e.clientY - stroke.y) < 6) return;
    if (!stroke.moved) dab(svg, stroke.x, stroke.y);
    stroke.moved = true;
    const path = e.getCoalescedEvents?.() ?? [];
    for (const p of path.length ? path : [e]) dab(svg, p.clientX, p.clientY);
  });
  const end = (e: PointerEvent) => {
    if (stroke?.id !== e.pointerId) return;
    const { moved, cells: painted } = stroke;
    stroke = undefined;
    lastSeen = svg;
    if (e.type === "pointercancel") { // the browser scrolls or zooms instead
      drawing.cancel();
      chosen.clear();
      settled = true;
      show();
      return;
    }
    drawing.drop();
    const hit = mode === "tap" && !moved && under(svg, e.clientX, e.clientY, 0)[0];
    if (hit) {
      stop(svg, hit);
      toggle(tapped(svg, hit));
    } else if (painted.size) {
      const what = said(painted);
      say(mode === "erase" ? tr("Erased: %s. %s", what, count()) : tr("Painted: %s. %s", what, count()));
      show();
    }
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener("keydown", (e) => keys(svg, e));
  svg.addEventListener("click", (e) => {
    // a screen reader's press comes as a click without a pointer
    const p = e.target as Path;
    if (e.detail === 0 && p.dataset.cell) toggle([p.dataset.cell]);
  });
}

// keys walk and mark cells; with the shift key, zones.
function keys(svg: SVGSVGElement, e: KeyboardEvent): void {
  const p = e.target as Path;
  const cell = p.dataset.cell;
  if (!cell) return;
  const zone = zones.expand(zoneOf(cell));
  if ((e.ctrlKey || e.metaKey) && (e.key === "z" || e.key === "y" || e.key === "Z")) {
    step(e.key === "z" && !e.shiftKey);
  } else if (e.ctrlKey || e.metaKey || e.altKey) {
    return;
  } else if (e.key.startsWith("Arrow")) {
    const to = (e.shiftKey ? beyond : neighbour)(svg, p, e.key);
    whole = "";
    to?.focus({ preventScroll: lens.on });
  } else if (e.key === "Enter" || e.key === " ") {
    toggle(e.shiftKey ? zone : [cell]);
    if (e.shiftKey && drawing.get(cell)) whole = zoneOf(cell);
  } else if (/^[0-9]$/.test(e.key)) {
    const cells = whole === zoneOf(cell) ? zone : [cell];
    const m = { ...(drawing.get(cell) ?? brush()), pain: Number(e.key) || 10 };
    drawing.keep();
    for (const c of cells) drawing.set(c, m);
    drawing.drop();
    setBrush(form, m);
    chosen.clear();
    for (const c of cells) chosen.add(c);
    settled = true;
    say(`${said(cells)}: ${amount(m)}. ${count()}`);
    show();
  } else if (e.key === "Delete" || e.key === "Backspace") {
    const there = (e.shiftKey ? zone : [cell]).filter((c) => drawing.get(c));
    if (there.length) toggle(there);
  } else if (e.key === "Escape") {
    form.querySelector<HTMLInputElement>("[name=pain]:checked")?.focus();
  } else {
    return;
  }
  e.preventDefault();
}

// Words become marks, or a question with choices.
const words = document.getElementById("words") as HTMLTextAreaElement;
const answer = document.getElementById("words-answer")!;
const ask = document.getElementById("words-mark") as HTMLButtonElement;
async function understand(): Promise<void> {
  const b = brush();
  const meaning = await meaningOf(words.value, b);
  if (meaning.problem) {
    const p = document.createElement("p");
    p.textContent = meaning.problem;
    const picks = (meaning.choices ?? []).map((c) =>
      button(c, c, undefined, () => {
        words.value = words.value.replace(meaning.of!, () => c);
        words.focus();
        void understand();
      }),
    );
    for (const pick of picks) pick.className = "quiet";
    answer.replaceChildren(p, ...picks);
    return;
  }
  drawing.keep();
  chosen.clear();
  for (const p of meaning.places)
    for (const c of p.cells.flatMap((id) => zones.expand(id))) {
      const before = drawing.get(c);
      const quality = [...new Set([...(before?.quality ?? []), ...(p.quality ?? [])])].sort();
      drawing.set(c, { pain: Math.max(before?.pain ?? 0, p.intensity), quality });
    }
  drawing.drop();
  words.value = "";
  ask.hidden = true;
  answer.textContent = tr("Marked. %s", count());
  settled = true;
  show();
}
ask.addEventListener("click", () => void understand());
words.addEventListener("input", () => {
  ask.hidden = words.value.trim() === "";
});

// What the server knew already comes first. Then the front can be used; names
// and the back follow when there is time, or when they are wanted.
for (const svg of map.querySelectorAll<SVGSVGElement>(".view")) attach(svg);
field.disabled = false;
if (field.value) drawing.load(JSON.parse(field.value) as Place[]);
else for (const id of listed().ticked) for (const c of zones.expand(id)) drawing.set(c, brush());
if (listing.open) opened();
ask.hidden = words.value.trim() === "";
for (const v of views) begin(v);
if (drawing.size) show();
else field.value = "[]";
map.dataset.ready = "yes";
const rest = () => void behind().then(() => { map.dataset.whole = "yes"; }, () => undefined); // fetched when it is looked at, then
if (matchMedia("(min-width: 38rem)").matches) rest(); // shown beside the front
idle(() => {
  for (const v of views) dress(v);
  rest();
});
