// The clock of the breaks: counts down while the page is open and says when it is
// time. Each break is done, put off or refused with one tap.
import { tr } from "./part/words";

const later = 10 * 60_000; // how long a break is put off, in milliseconds (judgement)
const box = document.querySelector<HTMLElement>("[data-breaks]");
if (box) begin(box);

function begin(box: HTMLElement): void {
  const get = <T extends HTMLElement>(name: string) => box.querySelector<T>(`[data-${name}]`)!;
  const clock = get("clock"), said = get("said"), go = get("go"), done = get("done"), off = get("later"), stop = get("stop");
  const every = Number(box.dataset.minutes) * 60_000, title = document.title;
  let due = 0, ticking = 0;
  const show = (running: boolean, now: boolean): void => {
    clock.hidden = !running || now;
    go.hidden = running;
    done.hidden = off.hidden = !now;
    stop.hidden = !running;
    document.title = now ? tr("Time for a break") : title;
  };
  const start = (wait: number): void => {
    due = Date.now() + wait;
    said.textContent = "";
    window.clearInterval(ticking);
    ticking = window.setInterval(draw, 1000);
    show(true, false);
    draw();
    stop.focus();
  };
  go.addEventListener("click", () => start(every));
  done.addEventListener("click", () => start(every));
  off.addEventListener("click", () => start(later));
  stop.addEventListener("click", () => {
    window.clearInterval(ticking);
    show(false, false);
    said.textContent = tr("No more breaks today.");
    go.focus();
  });

  function draw(): void {
    const left = Math.max(0, Math.ceil((due - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) return;
    window.clearInterval(ticking);
    show(true, true);
    said.textContent = tr("Time for a break: do the move above.");
  }
}
