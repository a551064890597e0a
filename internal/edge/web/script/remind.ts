// Reminders: on this device by Web Push, and breaks while the page is open.

import { tr } from "./part/words";

const box = document.getElementById("push");
const on = document.getElementById("push-on") as HTMLButtonElement | null;
const off = document.getElementById("push-off") as HTMLButtonElement | null;
const said = document.getElementById("push-said");

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
}
function text(raw: ArrayBuffer | null): string {
  return btoa(String.fromCharCode(...new Uint8Array(raw ?? new ArrayBuffer(0)))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function push(): Promise<void> {
  if (!box?.dataset.key || !on || !off || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  box.hidden = false;
  const worker = await navigator.serviceWorker.ready;
  let device = await worker.pushManager.getSubscription();
  const show = (): void => { on.hidden = !!device; off.hidden = !device; };
  show();
  on.addEventListener("click", async () => {
    try {
      device = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key ?? "") });
      const body = new URLSearchParams({ endpoint: device.endpoint, auth: text(device.getKey("auth")), p256dh: text(device.getKey("p256dh")) });
      const answer = await fetch("/push", { method: "POST", body });
      if (!answer.ok) throw new Error(answer.statusText);
      if (said) said.textContent = tr("This device will remind you.");
    } catch {
      if (said) said.textContent = tr("This browser does not allow it. The calendar file works everywhere.");
    }
    show();
  });
  off.addEventListener("click", async () => {
    if (device) {
      await fetch("/push/off", { method: "POST", body: new URLSearchParams({ endpoint: device.endpoint }) });
      await device.unsubscribe();
    }
    device = null;
    if (said) said.textContent = tr("This device reminds you no more.");
    show();
  });
}

function breaks(): void {
  const card = document.getElementById("breaks");
  const due = document.getElementById("break-due");
  const word = document.getElementById("break-said");
  if (!card || !due || !word) return;
  card.hidden = false;
  let timer = 0;
  let rhythm = 0;
  const start = (minutes: number): void => {
    clearTimeout(timer);
    due.hidden = true;
    timer = setTimeout(() => { due.hidden = false; due.scrollIntoView({ block: "nearest" }); }, minutes * 60_000);
    word.textContent = tr("The next break is in %s minutes.", minutes);
  };
  for (const b of card.querySelectorAll<HTMLButtonElement>("[data-minutes]")) {
    b.setAttribute("aria-pressed", "false");
    b.addEventListener("click", () => {
      for (const o of card.querySelectorAll("[data-minutes]")) o.setAttribute("aria-pressed", String(o === b));
      start((rhythm = Number(b.dataset.minutes)));
    });
  }
  for (const b of due.querySelectorAll<HTMLButtonElement>("[data-break]")) {
    b.addEventListener("click", () => {
      if (b.dataset.break === "off") {
        clearTimeout(timer);
        due.hidden = true;
        word.textContent = tr("No more breaks today.");
      } else start(b.dataset.break === "later" ? 10 : rhythm);
    });
  }
}

const zone = document.querySelector<HTMLInputElement>("[data-zone]");
if (zone) zone.placeholder = Intl.DateTimeFormat().resolvedOptions().timeZone;
breaks();
void push();
