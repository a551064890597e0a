// The page that stands where nothing else could: it shows what works now.

import { get } from "./part/kept";
import { waiting } from "./part/outbox";
import { tr } from "./part/words";

interface Fresh { records: { episodes?: unknown[]; entries?: unknown[] } }

async function show(page: HTMLElement): Promise<void> {
  const taken = (await get("kit")) !== undefined, opened = await caches.open("pages-1");
  for (const room of page.querySelectorAll<HTMLElement>("[data-path]")) {
    const there = (await opened.match(room.dataset.path!)) !== undefined;
    room.hidden = "way" in room.dataset ? !taken && !(there && room.dataset.path !== "/") : !there;
  }
  page.querySelector<HTMLElement>("[data-taken]")!.hidden = !taken;
  page.querySelector<HTMLElement>("[data-missing]")!.hidden = taken;
  const fresh = (await get<Fresh>("fresh"))?.records;
  const n = await waiting() + (fresh?.episodes?.length ?? 0) + (fresh?.entries?.length ?? 0);
  const box = document.getElementById("waiting")!;
  box.hidden = n === 0;
  box.textContent = n === 1 ? tr("1 thing waits on this device until the connection is back.") : tr("%s things wait on this device until the connection is back.", n);
}

const page = document.querySelector<HTMLElement>("[data-without]");
if (page) void show(page);
