// The page that stands where nothing else could: it shows what works now.

import { get } from "./part/kept";
import { waiting } from "./part/outbox";
import { tr } from "./part/words";

interface Fresh { records: { episodes?: unknown[]; entries?: unknown[] } }

async function show(page: HTMLElement): Promise<void> {
  const taken = (await get("kit")) !== undefined, opened = await caches.open("pages-1");
  for (const room of page.querySelectorAll<HTMLElement>("[data-path]")) {
    const there = (await opened.match(room.dataset.path!)) !== undefined;
    const away = "way" in room.dataset ? !taken && !(there && room.dataset.path !== "/") : !there;
    room.classList.toggle("away", away); // it keeps its place, so that nothing moves, but leads nowhere
    const link = room.querySelector("a")!;
    if (away) link.removeAttribute("href");
    else link.setAttribute("href", room.dataset.path!);
    room.querySelector<HTMLElement>("[data-not]")!.hidden = !away;
  }
  page.querySelector("[data-taken]")!.classList.toggle("off", !taken);
  page.querySelector("[data-missing]")!.classList.toggle("off", taken);
  const fresh = (await get<Fresh>("fresh"))?.records;
  const n = await waiting() + (fresh?.episodes?.length ?? 0) + (fresh?.entries?.length ?? 0);
  const box = document.getElementById("waiting")!;
  box.hidden = n === 0;
  box.textContent = n === 1 ? tr("1 thing waits on this device until the connection is back.") : tr("%s things wait on this device until the connection is back.", n);
}

const page = document.querySelector<HTMLElement>("[data-without]");
if (page) void show(page);
