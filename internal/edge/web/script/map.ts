// The body map of the first page: painting, tapping, keys, the ticked list and
// words all change one drawing, and all show it.

import { Drawing, type Mark, type Place } from "./part/drawing";
import { amount, capital, places, quality as qualityName } from "./part/say";
import { first, neighbour, type Path, stop, under } from "./part/view";
import { tr } from "./part/words";

const map = document.getElementById("map")!;
const form = map.closest("form")!;
const field = form.querySelector<HTMLInputElement>("[name=drawing]")!;
const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=cell]")];
const views: SVGSVGElement[] = [];
const shown = map.querySelector<HTMLElement>(".map-views")!;
const status = document.getElementById("map-said")!;
const names = new Map<string, string>();
const drawing = new Drawing();
const chosen = new Set<string>(); // what the pain scale and the qualities change
let settled = true; // the next mark begins a new choice
let mode = "tap";

const name = (cell: string) => names.get(cell) ?? cell;
// zone is the place without its side, as the list names it.
const zone = (cell: string) => boxes.find((b) => b.value === cell)?.closest("tr")?.dataset.name ?? name(cell);
const said = (p: Place) => places(p, name, zone);

// brush is the pain and quality that new marks get.
function brush(): Mark {
  const pain = form.querySelector<HTMLInputElement>("[name=pain]:checked");
  const quality = [...form.querySelectorAll<HTMLInputElement>("[name=quality]:checked")].map((q) => q.value).sort();
  return { pain: Number(pain?.value ?? 5), quality };
}

function setBrush(mark: Mark): void {
  for (const p of form.querySelectorAll<HTMLInputElement>("[name=pain]")) p.checked = Number(p.value) === mark.pain;
  for (const q of form.querySelectorAll<HTMLInputElement>("[name=quality]")) q.checked = mark.quality.includes(q.value);
}

function say(text: string): void {
  status.textContent = text;
}

function count(): string {
  return drawing.size === 1 ? tr("1 place in all.") : tr("%s places in all.", drawing.size);
}

// mark puts a cell under the brush; the first after a change of the scale
// begins a new choice.
function mark(cell: string): void {
  if (settled) chosen.clear();
  settled = false;
  chosen.add(cell);
  drawing.set(cell, brush());
}

function erase(cell: string): void {
  chosen.delete(cell);
  drawing.erase(cell);
}

function toggle(cell: string): void {
  drawing.keep();
  if (drawing.get(cell)) {
    erase(cell);
    say(tr("%s: no longer marked. %s", capital(name(cell)), count()));
  } else {
    mark(cell);
    say(`${capital(name(cell))}: ${amount(drawing.get(cell)!)}. ${count()}`);
  }
  show();
}

// show lets every way of input say the same.
function show(): void {
  const list = drawing.places();
  field.value = JSON.stringify(list);
  for (const p of map.querySelectorAll<Path>("[data-cell]")) {
    const m = drawing.get(p.dataset.cell!);
    p.setAttribute("aria-checked", String(!!m));
    p.setAttribute("aria-label", m ? `${name(p.dataset.cell!)}, ${amount(m)}` : name(p.dataset.cell!));
    if (m) p.dataset.pain = String(Math.max(1, Math.round(m.pain)));
    else delete p.dataset.pain;
    p.classList.toggle("chosen", !!m && chosen.has(p.dataset.cell!));
  }
  for (const b of boxes) {
    const m = drawing.get(b.value);
    b.checked = !!m;
    const state = b.parentElement!.querySelector(".state");
    if (state) state.textContent = m ? String(m.pain) : "";
  }
  (document.getElementById("undo") as HTMLButtonElement).disabled = !drawing.canUndo;
  (document.getElementById("redo") as HTMLButtonElement).disabled = !drawing.canRedo;
  rows(list);
}

// rows lists the marks, each to be changed or removed.
function rows(list: Place[]): void {
  const section = document.getElementById("marks")!;
  section.hidden = list.length === 0;
  const out = list.map((p) => {
    const li = document.createElement("li");
    const dot = document.createElement("span");
    dot.className = "dot";
    dot.textContent = String(p.intensity);
    dot.dataset.pain = String(Math.max(1, Math.round(p.intensity)));
    const text = document.createElement("span");
    text.textContent = said(p) + (p.quality ? ` · ${p.quality.map(qualityName).join(", ")}` : "");
    const act = document.createElement("span");
    act.className = "act";
    const on = !settled && p.cells.every((c) => chosen.has(c)) && chosen.size === p.cells.length;
    act.append(
      button(tr("Change"), tr("Change %s", text.textContent), on, () => {
        chosen.clear();
        p.cells.forEach((c) => chosen.add(c));
        settled = false;
        setBrush({ pain: p.intensity, quality: p.quality ?? [] });
        say(tr("Choose how bad it is and what it is like: %s.", said(p)));
        show();
        form.querySelector<HTMLInputElement>("[name=pain]:checked")?.focus();
      }),
      button(tr("Remove"), tr("Remove %s", text.textContent), undefined, () => {
        drawing.keep();
        p.cells.forEach(erase);
        say(tr("%s: removed. %s", said(p), count()));
        show();
        (document.querySelector<HTMLElement>("#marks .act button") ?? document.getElementById("words")!).focus();
      }),
    );
    li.append(dot, text, act);
    return li;
  });
  section.querySelector("ul")!.replaceChildren(...out);
}

function button(text: string, label: string, pressed: boolean | undefined, press: () => void): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.setAttribute("aria-label", label);
  if (pressed !== undefined) b.setAttribute("aria-pressed", String(pressed));
  b.addEventListener("click", press);
  return b;
}

// change gives the chosen marks the pain and quality now on the form.
function change(): void {
  if (chosen.size > 0) {
    drawing.keep();
    for (const c of chosen) drawing.set(c, brush());
    drawing.drop();
    say(`${capital([...chosen].map(name).join(", "))}: ${amount(brush())}.`);
  }
  settled = true;
  show();
}
form.addEventListener("change", (e) => {
  const t = e.target as HTMLInputElement;
  if (t.name === "pain" || t.name === "quality") change();
  else if (t.name === "cell") toggle(t.value);
});

// Looking: front, back and the close-ups.
const select = document.getElementById("look") as HTMLSelectElement;
const faces = [...map.querySelectorAll<HTMLButtonElement>("[data-look]")];
async function look(id: string): Promise<void> {
  const option = [...select.options].find((o) => o.value === id);
  const close = !!option?.dataset.view;
  if (close && !views.some((v) => v.dataset.view === id)) {
    try {
      await load(id);
    } catch {
      select.value = "front";
      say(tr("This view could not be fetched just now. Please try again."));
      return;
    }
  }
  map.classList.toggle("close", close);
  shown.classList.toggle("close", close);
  shown.dataset.show = close ? "" : id;
  for (const v of views) {
    v.toggleAttribute("hidden", close ? v.dataset.view !== option!.dataset.view : !v.classList.contains("whole"));
    const to = first(v);
    if (to) stop(v, to);
  }
  for (const f of faces) f.setAttribute("aria-pressed", String(!close && f.dataset.look === id));
  select.value = close ? id : "front";
  say(tr("%s shown.", close ? option!.text : (faces.find((f) => f.dataset.look === id)?.textContent ?? id)));
}
for (const f of faces) f.addEventListener("click", () => void look(f.dataset.look!));
select.addEventListener("change", () => void look(select.value));

// load fetches a view; when it is there already, it takes its place.
const which = document.getElementById("figure") as HTMLSelectElement;
async function load(id: string): Promise<void> {
  const answer = await fetch(`/figure/${which.value}/${id}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const svg = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<SVGSVGElement>(".view")!;
  const old = views.findIndex((v) => v.dataset.view === id);
  if (old >= 0) {
    svg.toggleAttribute("hidden", views[old].hasAttribute("hidden"));
    views[old].replaceWith(svg);
    views.splice(old, 1);
  } else {
    svg.setAttribute("hidden", "");
    shown.append(svg);
  }
  attach(svg);
  const to = first(svg);
  if (to) stop(svg, to);
  if (layer.getAttribute("aria-pressed") === "true") await flesh(svg);
  show();
}
which.addEventListener("change", async () => {
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
async function flesh(svg: SVGSVGElement): Promise<void> {
  if (svg.querySelector(".muscle")) return;
  const answer = await fetch(`/figure/${which.value}/${svg.dataset.view!}/muscles`);
  if (!answer.ok) throw new Error(String(answer.status));
  const g = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").querySelector("g")!;
  if (!svg.querySelector(".muscle")) svg.querySelector(".cells")!.before(document.importNode(g, true));
}
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
    say(back ? tr("Undone. %s", count()) : tr("Done again. %s", count()));
    show();
  }
}
document.getElementById("undo")!.addEventListener("click", () => step(true));
document.getElementById("redo")!.addEventListener("click", () => step(false));

// Pointers: a tap turns a place on or off; a stroke paints or erases. A finger
// paints only in those modes, so that the page can still be scrolled.
const size = document.getElementById("brush") as HTMLInputElement;
let stroke: { id: number; x: number; y: number; moved: boolean; draws: boolean; cells: Set<string> } | undefined;
function dab(svg: SVGSVGElement, x: number, y: number): void {
  const before = stroke!.cells.size;
  for (const p of under(svg, x, y, (Number(size.value) - 1) * 7)) stroke!.cells.add(p.dataset.cell!);
  if (stroke!.cells.size === before) return;
  for (const c of stroke!.cells) {
    if (mode === "erase") erase(c);
    else mark(c);
  }
  show();
}
function attach(svg: SVGSVGElement): void {
  views.push(svg);
  for (const p of svg.querySelectorAll<Path>("[data-cell]")) names.set(p.dataset.cell!, p.getAttribute("aria-label")!);
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
    drawing.drop();
    const tapped = mode === "tap" && !moved && e.type === "pointerup" && under(svg, e.clientX, e.clientY, 0)[0];
    if (tapped) {
      stop(svg, tapped);
      toggle(tapped.dataset.cell!);
    } else if (painted.size) {
      const what = [...painted].map(name).join(", ");
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
    if (e.detail === 0 && p.dataset.cell) toggle(p.dataset.cell);
  });
}

function keys(svg: SVGSVGElement, e: KeyboardEvent): void {
  const p = e.target as Path;
  const cell = p.dataset.cell;
  if (!cell) return;
  if ((e.ctrlKey || e.metaKey) && (e.key === "z" || e.key === "y" || e.key === "Z")) {
    step(e.key === "z" && !e.shiftKey);
  } else if (e.ctrlKey || e.metaKey || e.altKey) {
    return;
  } else if (e.key.startsWith("Arrow")) {
    const to = neighbour(svg, p, e.key);
    if (to) {
      stop(svg, to);
      to.focus();
    }
  } else if (e.key === "Enter" || e.key === " ") {
    toggle(cell);
  } else if (/^[0-9]$/.test(e.key)) {
    const m = { ...(drawing.get(cell) ?? brush()), pain: Number(e.key) || 10 };
    drawing.keep();
    drawing.set(cell, m);
    drawing.drop();
    setBrush(m);
    chosen.clear();
    chosen.add(cell);
    settled = true;
    say(`${capital(name(cell))}: ${amount(m)}. ${count()}`);
    show();
  } else if (e.key === "Delete" || e.key === "Backspace") {
    if (drawing.get(cell)) toggle(cell);
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
interface Meaning {
  places: Place[];
  problem?: string;
  of?: string;
  choices?: string[];
}
async function understand(): Promise<void> {
  const b = brush();
  const body = new URLSearchParams([["words", words.value], ["pain", String(b.pain)], ...b.quality.map((q) => ["quality", q])]);
  let meaning: Meaning;
  try {
    meaning = await (await fetch("/words", { method: "POST", body })).json();
  } catch {
    meaning = { places: [], problem: tr("The words could not be read just now. They are kept and sent with the form.") };
  }
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
    for (const c of p.cells) {
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

// What the server knew already comes first.
for (const svg of map.querySelectorAll<SVGSVGElement>(".view")) attach(svg);
field.disabled = false;
if (field.value) drawing.load(JSON.parse(field.value) as Place[]);
else for (const b of boxes) if (b.checked) drawing.set(b.value, brush());
ask.hidden = words.value.trim() === "";
for (const v of views) {
  const to = first(v);
  if (to) stop(v, to);
}
map.dataset.mode = mode;
map.dataset.ready = "yes";
show();
