// Entries that are written without a connection wait in this browser and are
// sent when it is back. Each has the id that its page made, so that sending it
// twice keeps it once.

import { tr } from "./part/words";
import { get } from "./part/kept";
import { add, send, waiting } from "./part/outbox";

const box = document.getElementById("waiting");
// The worker can log by itself when it took the program along.
let taken = false;
void get("kit").then((k) => { taken = k !== undefined; }).catch(() => undefined);

async function show(): Promise<void> {
  const n = await waiting();
  if (!box) return;
  box.hidden = n === 0;
  box.textContent = n === 1 ? tr("1 entry waits in this browser until the connection is back.") : tr("%s entries wait in this browser until the connection is back.", n);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-entry]")) {
  form.addEventListener("submit", async (event) => {
    if (navigator.onLine || taken) return;
    event.preventDefault();
    const fields = new FormData(form);
    if (!fields.get("at")) fields.set("at", new Date().toISOString());
    const body = new URLSearchParams();
    for (const [name, value] of fields) if (typeof value === "string") body.append(name, value);
    await add({ id: String(fields.get("id")), body: body.toString() });
    form.reset();
    busy = !document.querySelector("#quick");
    const id = form.elements.namedItem("id");
    if (id instanceof HTMLInputElement) id.value = crypto.randomUUID();
    await show();
    box?.scrollIntoView({ block: "nearest" });
  });
}

// What was sent is in the list after a reload. A page on which something is
// being written, or that one is leaving, stays as it is.
let busy = !document.querySelector("#quick");
addEventListener("input", () => { busy = true; });
addEventListener("beforeunload", () => { busy = true; });

async function sync(): Promise<void> {
  const sent = await send();
  await show();
  if (sent > 0 && !busy) location.reload();
}

addEventListener("online", () => void sync());
void (navigator.onLine ? sync() : show());
