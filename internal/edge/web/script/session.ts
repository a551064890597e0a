// A guided session: one step at a time, with a clock. The steps come from the
// list on the page, which stays readable without this script.
import { tr } from "./part/words";

interface Step { kind: string; words: string; range: string; presses: boolean; seconds: number }

const form = document.querySelector<HTMLFormElement>("[data-session]");
if (form) begin(form);

function begin(form: HTMLFormElement): void {
  const get = <T extends HTMLElement>(name: string) => form.querySelector<T>(`[data-${name}]`)!;
  const player = get("player"), list = get("list"), after = get("after"), before = get("before");
  const clock = get("clock"), bar = get<HTMLProgressElement>("bar"), words = get("words"), kind = player.querySelector<HTMLElement>("[data-kind]")!;
  const effort = get("effort"), where = get("where"), pause = get<HTMLButtonElement>("pause"), next = get<HTMLButtonElement>("next");
  const sound = form.querySelector<HTMLInputElement>("[data-sound]")!, shake = form.querySelector<HTMLInputElement>("[data-shake]")!;
  const feel = form.querySelector<HTMLElement>("[data-feel]"), limit = Number(form.dataset.limit);
  let strongest = -1;
  const steps: Step[] = [...form.querySelectorAll<HTMLElement>(".session-steps li")].map((li) => ({
    kind: li.dataset.kind ?? "",
    words: li.querySelector(".step-text")!.childNodes.length ? text(li.querySelector<HTMLElement>(".step-text")!) : "",
    range: li.querySelector(".effort-range")?.textContent ?? "",
    presses: ["hold", "find", "light", "tense"].includes(li.dataset.do ?? ""),
    seconds: Number(li.dataset.seconds),
  }));
  let at = -1, left = 0, spent = 0, done = 0, running = false, ticking = 0, due = 0;
  let lock: WakeLockSentinel | undefined, audio: AudioContext | undefined;

  after.hidden = true;
  effort.after(before); // the pain is asked for beside the first step
  form.dataset.stage = "ready";
  if (!("vibrate" in navigator)) shake.closest("label")!.hidden = true;

  get("go").addEventListener("click", () => {
    if (sound.checked) audio = new AudioContext();
    form.dataset.stage = "running";
    player.hidden = false;
    void awake();
    show(0);
    player.scrollIntoView({ block: "start" });
    next.focus({ preventScroll: true });
  });
  next.addEventListener("click", forward);
  pause.addEventListener("click", () => hold(running));
  get("stop").addEventListener("click", () => stop());
  feel?.addEventListener("click", (e) => {
    const button = (e.target as HTMLElement).closest<HTMLButtonElement>("[data-strength]");
    if (!button) return;
    const strength = Number(button.dataset.strength);
    strongest = Math.max(strongest, strength);
    feel.querySelectorAll("button").forEach((b) => { b.setAttribute("aria-pressed", String(b === button)); });
    if (strength > limit) stop("too_much_pain");
  });
  document.addEventListener("keydown", (e) => {
    if (player.hidden || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === " " && !(e.target as HTMLElement).matches?.("button, input, summary")) { e.preventDefault(); hold(running); }
    if (e.key === "n" || e.key === "N") forward();
    if (e.key === "s" || e.key === "S") stop();
    if (/^[0-9]$/.test(e.key) && feel && !feel.hidden) feel.querySelector<HTMLButtonElement>(`[data-strength="${e.key}"]`)!.click();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !player.hidden) void awake(); });
  form.addEventListener("submit", () => {
    form.querySelector<HTMLInputElement>("[name=steps]")!.value = at < 0 ? "" : String(done);
    form.querySelector<HTMLInputElement>("[name=seconds]")!.value = spent ? String(Math.round(spent)) : "";
  });

  // text is what a step says, without the range, which has a place of its own.
  function text(el: HTMLElement): string {
    const copy = el.cloneNode(true) as HTMLElement;
    copy.querySelector(".effort-range")?.remove();
    return copy.textContent!.replace(/\s+/g, " ").trim();
  }

  function show(n: number): void {
    at = n;
    const step = steps[n];
    kind.textContent = step.kind;
    words.textContent = step.words;
    effort.textContent = step.range;
    effort.hidden = !step.range;
    before.hidden = n > 0;
    if (feel) {
      feel.hidden = !(step.range || step.presses);
      feel.querySelectorAll("button").forEach((b) => { b.setAttribute("aria-pressed", "false"); });
    }
    where.textContent = tr("Step %s of %s", n + 1, steps.length);
    left = step.seconds;
    pause.hidden = left === 0;
    next.textContent = left === 0 ? tr("I am ready") : tr("Next");
    player.classList.toggle("timed", left > 0);
    signal();
    draw();
    run(left > 0);
  }

  function draw(): void {
    const whole = steps[at].seconds;
    clock.textContent = whole ? `${Math.floor(Math.ceil(left) / 60)}:${String(Math.ceil(left) % 60).padStart(2, "0")}` : "";
    bar.value = whole ? 1 - left / whole : 0;
    bar.hidden = !whole;
  }

  function run(on: boolean): void {
    running = on;
    window.clearInterval(ticking);
    pause.textContent = on ? tr("Pause") : tr("Go on");
    if (!on) return;
    due = performance.now();
    ticking = window.setInterval(() => {
      const now = performance.now(), gone = (now - due) / 1000; // a phone may sleep between two ticks
      due = now;
      spent += Math.min(gone, left);
      left = Math.max(0, left - gone);
      draw();
      if (left === 0) forward();
    }, 200);
  }

  function hold(on: boolean): void { if (steps[at].seconds) run(!on); }

  function forward(): void {
    run(false);
    done = at + 1;
    if (at + 1 < steps.length) show(at + 1); else finish();
  }

  // stop ends the session at once; the reason is asked for unless it is known.
  function stop(why = ""): void {
    run(false);
    form.querySelectorAll<HTMLInputElement>("[name=stopped]").forEach((r) => { r.checked = why !== "" && r.value === why; });
    finish();
  }

  function finish(): void {
    signal();
    form.dataset.stage = "after";
    player.hidden = true;
    list.hidden = true;
    form.querySelector<HTMLElement>(".stop-rules")!.hidden = true;
    after.hidden = false;
    if (strongest >= 0) form.querySelector<HTMLInputElement>(`[name=effort][value="${strongest}"]`)!.checked = true;
    void lock?.release();
    after.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
    scrollTo(0, 0); // what one did still stands above the questions
  }

  // signal says that a step begins: a short tone and a short shake, if wished.
  function signal(): void {
    if (shake.checked && "vibrate" in navigator) navigator.vibrate(120);
    if (!sound.checked || !audio) return;
    const tone = audio.createOscillator(), loud = audio.createGain();
    tone.frequency.value = 660;
    loud.gain.setValueAtTime(0.12, audio.currentTime);
    loud.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.35);
    tone.connect(loud).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.4);
  }

  async function awake(): Promise<void> {
    try { lock = await navigator.wakeLock?.request("screen"); } catch { /* the screen may sleep; the clock goes on */ }
  }
}
