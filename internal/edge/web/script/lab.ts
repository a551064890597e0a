// The knot lab, alive. The model runs on the server, in the same Go as
// everywhere; this asks for the next days in one go, plays them, and asks anew
// whenever a life changes. Without this script the same form works in turns.
import { tr } from "./part/words";
import { patchOf, clamp, type Point } from "./part/patch";

type Setting = { load: number; breaks: number; stress: number; sleep: number };
type Act = { kind: string; dose: number };
type Day = { c: number; f: number; p: number; d?: string };

const every = 3, ahead = 24 * 14, mostPast = 120;
const form = document.getElementById("lab") as HTMLFormElement;
const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
const show = (id: string): HTMLElement => document.getElementById(id)!;
const still = matchMedia("(prefers-reduced-motion: reduce)");

let now = JSON.parse(field("now").value) as Point;
const past = (JSON.parse(field("past").value) ?? []) as Day[];
let coming: Point[] = []; // after now, one every 3 hours
let clock = now.moment.hour; // hours, with fractions; runs before now
let seen: Point = now; // what is drawn, smoothed so that nothing flickers
let running = false, asking = 0, waiting = false, lastFrame = 0, lastSaid = 0;
let acts: string[] = []; // done since the last evening

const setting = (): Setting => ({
  load: +field("load").value / 100, breaks: +field("breaks").value / 100, stress: +field("stress").value / 100, sleep: +field("sleep").value,
});

// ask fetches the days after now; a newer question makes an older answer void.
async function ask(doing: Act[] = [], hours = ahead): Promise<void> {
  const mine = ++asking;
  waiting = true;
  try {
    const from = doing.length || !coming.length ? now : coming[coming.length - 1];
    const answer = await fetch("/lab/run", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ moment: from.moment, setting: setting(), acts: doing, hours, every }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const points = (await answer.json()) as Point[];
    if (mine !== asking) return;
    coming = coming.concat(points);
  } catch {
    if (mine === asking) {
      play(false);
      for (const id of ["lab-say", "lab-heard"]) write(id, tr("The model could not be reached. Please try again."));
    }
  } finally {
    if (mine === asking) waiting = false;
  }
}

// anew drops what was foreseen, because life has changed.
function anew(doing: Act[] = []): Promise<void> {
  coming = [];
  clock = now.moment.hour;
  return ask(doing);
}

// reach moves on to the given hour as far as it is known.
function reach(hour: number): void {
  while (coming.length && coming[0].moment.hour <= hour) {
    const before = now.moment.hour;
    now = coming.shift()!;
    if (Math.floor((now.moment.hour - 18) / 24) > Math.floor((before - 18) / 24)) {
      past.push({ c: now.moment.state.C, f: now.flow, p: now.pain, d: acts[0] });
      acts = [];
      if (past.length > mostPast) past.shift();
      curves();
    }
  }
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

function frame(at: number): void {
  const spent = Math.min((at - lastFrame) / 1000, .1);
  lastFrame = at;
  if (running) {
    const most = coming.length ? coming[coming.length - 1].moment.hour : now.moment.hour;
    clock = Math.min(clock + spent * 24 * +(show("lab-speed") as HTMLSelectElement).value, most);
    reach(clock);
    if (coming.length * every < ahead / 2 && !waiting) void ask();
  }
  const t = 1 - Math.exp(-spent / .25);
  const far = Math.abs(now.moment.state.C - seen.moment.state.C) + Math.abs(now.flow - seen.flow) + Math.abs(now.short - seen.short) + Math.abs(now.pain - seen.pain) / 10;
  if (running || far > .001) {
    seen = {
      ...now, flow: mix(seen.flow, now.flow, t), short: mix(seen.short, now.short, t), pain: mix(seen.pain, now.pain, t), ppt: mix(seen.ppt, now.ppt, t),
      moment: { ...now.moment, state: { ...now.moment.state, C: mix(seen.moment.state.C, now.moment.state.C, t), I: mix(seen.moment.state.I, now.moment.state.I, t), S: mix(seen.moment.state.S, now.moment.state.S, t) } },
    };
    draw(seen);
    stream(spent);
    say(at, false);
  }
  if (running || far > .001) return void requestAnimationFrame(frame);
  lastFrame = 0;
  seen = now;
  write("lab-say", words(seen));
}

function wake(): void {
  if (still.matches) { // no movement: the picture is simply the present
    seen = now;
    draw(seen);
    say(performance.now(), true);
  } else if (!lastFrame) {
    lastFrame = performance.now();
    requestAnimationFrame(frame);
  }
}

const picture = form.querySelector(".patch")!;
const part = (name: string): Element => picture.querySelector(name)!;
const fibres = part(".fibres"), bands = part(".bands"), vessel = part(".core") as SVGPathElement, halo = part(".halo"), nerve = part(".nerve"), blood = part(".blood");
const energy = [...picture.querySelectorAll(".energy")], sparks = [...picture.querySelectorAll(".spark")];

let drawn = -1;

function draw(p: Point): void {
  const a = patchOf(p);
  if (Math.abs(p.moment.state.C - drawn) > .002 || !running) { // the long outlines only when they differ to the eye
    drawn = p.moment.state.C;
    fibres.setAttribute("d", a.fibres);
    bands.setAttribute("d", a.bands);
  }
  vessel.setAttribute("stroke-width", a.vessel.toFixed(2));
  halo.setAttribute("opacity", a.halo.toFixed(3));
  nerve.setAttribute("stroke-width", a.nerve.toFixed(2));
  energy.forEach((e, i) => e.classList.toggle("on", i < a.energy));
  sparks.forEach((e, i) => e.classList.toggle("on", i < a.sparks));
  write("lab-n-locked", share(p.moment.state.C));
  write("lab-n-flow", share(p.flow));
  write("lab-n-energy", share(1 - p.short));
  write("lab-n-pain", number(p.pain, 1));
  write("lab-n-press", number(p.ppt, 0) + " kPa");
}

const lang = document.documentElement.lang || "en";
const formats = [0, 1].map((digits) => new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits })); // costly to make
const number = (x: number, digits: 0 | 1): string => formats[digits].format(x);
const share = (x: number): string => number(100 * x, 0) + "\u00a0%"; // as the server writes it

// Blood cells run through the core as fast as the blood flows.
const cells: { dot: SVGCircleElement; at: number }[] = [];
const length = vessel.getTotalLength();
for (let i = 0; i < 7 && !still.matches; i++) {
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  blood.append(dot);
  cells.push({ dot, at: i / 7 });
}

function stream(spent: number): void {
  for (const c of cells) {
    c.at = (c.at + spent * .5 * seen.flow) % 1;
    const p = vessel.getPointAtLength(c.at * length);
    c.dot.setAttribute("cx", p.x.toFixed(1));
    c.dot.setAttribute("cy", p.y.toFixed(1));
    c.dot.setAttribute("r", (.6 + 1.9 * clamp(seen.flow)).toFixed(2));
  }
}

// say keeps the words beside the picture, and says where it has come to not
// oftener than a listener can bear.
function say(at: number, force: boolean): void {
  write("lab-say", words(seen));
  if (!force && at - lastSaid < 2500) return;
  lastSaid = at;
  write("lab-heard", words(now));
}

function words(p: Point): string {
  const day = Math.floor(p.moment.hour / 24), c = p.moment.state.C, pain = number(p.pain, 1);
  return c < .2 && p.pain < 1 ? tr("Day %s. The muscle is loose. Nothing hurts.", day)
    : c < .2 ? tr("Day %s. The fibres have let go, but the nerve is still sensitive. Pain %s of 10.", day, pain)
    : c < .55 ? tr("Day %s. Some fibres are locked. It may go either way. Pain %s of 10.", day, pain)
    : p.pain < 1 ? tr("Day %s. A quiet knot: locked and hard, but it does not hurt by itself.", day)
    : tr("Day %s. A knot that hurts. Pain %s of 10.", day, pain);
}

// write leaves words alone that stay the same.
function write(id: string, text: string): void {
  const e = show(id);
  if (e.textContent !== text) e.textContent = text;
}

// first is the number of the day that the curves begin with.
const first = (): number => Math.max(1, Math.floor((now.moment.hour + 6) / 24) - past.length + 1);

function curves(): void {
  write("lab-first", tr("day %s", number(first(), 0)));
  write("lab-last", tr("day %s", number(first() + mostPast - 1, 0)));
  const line = (of: (d: Day) => number): string => past.map((d, i) => `${i ? "L" : "M"}${i} ${(38 - 36 * clamp(of(d))).toFixed(2)}`).join("");
  show("lab-c-locked").setAttribute("d", line((d) => d.c));
  show("lab-c-flow").setAttribute("d", line((d) => d.f));
  show("lab-c-pain").setAttribute("d", line((d) => d.p / 10));
  const marks = past.map((d, i) => (d.d ? `M${i} 40v-4` : "")).join("");
  form.querySelectorAll(".acts").forEach((e) => e.setAttribute("d", marks));
}

function table(): void {
  field("now").value = JSON.stringify(now); // the form would go on from here
  field("past").value = JSON.stringify(past);
  const body = document.querySelector("#lab-table tbody")!;
  body.replaceChildren();
  past.forEach((d, i) => {
    if (i % 7 !== 6 && i !== past.length - 1 && (!d.d || past[i - 1]?.d)) return;
    const row = body.appendChild(document.createElement("tr"));
    const head = row.appendChild(document.createElement("th"));
    head.scope = "row";
    head.textContent = String(first() + i);
    const name = d.d ? form.querySelector(`button[value=${d.d}] strong`)?.textContent ?? "" : "";
    for (const text of [share(d.c), share(d.f), number(d.p, 1), name]) row.appendChild(document.createElement("td")).textContent = text;
  });
}

function play(on: boolean): void {
  running = on;
  show("lab-play").textContent = on ? tr("Stop") : tr("Let time run");
  show("lab-play").setAttribute("aria-pressed", String(on));
  if (on) wake();
  else table();
}

// jump lets days pass at once.
async function jump(days: number, doing: Act[]): Promise<void> {
  coming = [];
  const end = now.moment.hour + 24 * days;
  await ask(doing, 24 * days);
  reach(end);
  clock = now.moment.hour;
  coming = [];
  table();
  say(0, true);
  wake();
}

form.addEventListener("submit", (e) => {
  const button = e.submitter as HTMLButtonElement | null;
  e.preventDefault();
  if (button?.name === "days") {
    play(false);
    void jump(+button.value, []);
  } else if (button?.name === "act") {
    acts.push(button.value);
    const act = { kind: button.value, dose: +button.dataset.dose! };
    if (running) void anew([act]);
    else void jump(1, [act]);
  }
});

let soon = 0;
form.addEventListener("input", (e) => {
  const slider = e.target as HTMLInputElement;
  if (slider.type !== "range") return;
  const out = slider.closest(".lab-slider")!.querySelector("output")!;
  out.textContent = `${number(+slider.value, slider.step.includes(".") ? 1 : 0)} ${out.dataset.unit}`;
  clearTimeout(soon);
  soon = window.setTimeout(() => { if (running) void anew(); else coming = []; }, 80);
});

show("lab-play").addEventListener("click", () => {
  if (still.matches) { // a week at a time in place of movement
    void jump(7, []);
    return;
  }
  if (!running && !coming.length) void ask();
  play(!running);
});

form.querySelector<HTMLElement>(".lab-play")!.hidden = still.matches;
form.dataset.ready = "yes";
