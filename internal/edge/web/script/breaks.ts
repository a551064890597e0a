// The clock of the breaks: counts down while the page is open, says when it is
// time, and begins anew.
import { tr } from "./part/words";

const box = document.querySelector<HTMLElement>("[data-breaks]");
if (box) begin(box);

function begin(box: HTMLElement): void {
  const get = <T extends HTMLElement>(name: string) => box.querySelector<T>(`[data-${name}]`)!;
  const clock = get("clock"), now = get("now"), go = get("go"), stop = get("stop");
  const every = Number(box.dataset.minutes) * 60_000, title = document.title;
  let due = 0, ticking = 0;
  go.addEventListener("click", () => {
    due = Date.now() + every;
    now.hidden = true;
    clock.hidden = stop.hidden = false;
    go.textContent = tr("Begin anew");
    window.clearInterval(ticking);
    ticking = window.setInterval(draw, 1000);
    draw();
  });
  stop.addEventListener("click", () => {
    window.clearInterval(ticking);
    clock.hidden = stop.hidden = now.hidden = true;
    document.title = title;
  });

  function draw(): void {
    const left = Math.max(0, Math.ceil((due - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) return;
    window.clearInterval(ticking);
    now.hidden = false;
    document.title = tr("Time for a break");
  }
}
