// Reminders on this device, by Web Push.

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

function push(): void {
  if (!box?.dataset.key || !on || !off || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  box.hidden = false;
  let device: PushSubscription | null = null;
  const show = (): void => { on.hidden = !!device; off.hidden = !device; };
  // The buttons work from the start: a tap waits for the worker, and is not lost.
  const ready = navigator.serviceWorker.ready.then(async (worker) => {
    device = await worker.pushManager.getSubscription();
    show();
    return worker;
  });
  on.addEventListener("click", async () => {
    try {
      const worker = await ready;
      device = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key ?? "") });
      const body = new URLSearchParams({ endpoint: device.endpoint, auth: text(device.getKey("auth")), p256dh: text(device.getKey("p256dh")) });
      const answer = await fetch("/push", { method: "POST", body });
      if (!answer.ok) throw new Error(answer.statusText);
      const timed = document.querySelector<HTMLInputElement>("#remind-log")?.value || document.querySelector<HTMLInputElement>("#remind-session")?.value;
      if (said) said.textContent = timed ? tr("This device will remind you.") : tr("Now choose a time above, and keep the settings.");
    } catch {
      await device?.unsubscribe(); // what the server does not know of would never remind
      device = null;
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

const zone = document.querySelector<HTMLInputElement>("[data-zone]");
if (zone) zone.placeholder = Intl.DateTimeFormat().resolvedOptions().timeZone;
push();
