// What every page does: it stays readable without a connection, and says so.

import { tr } from "./part/words";

if ("serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => undefined));
}

let bar: HTMLElement | undefined;
function show(): void {
  if (navigator.onLine) {
    bar?.remove();
    bar = undefined;
  } else if (!bar) {
    bar = document.createElement("p");
    bar.className = "offline";
    bar.setAttribute("role", "status");
    bar.textContent = tr("No connection. This page may be a little old; entries are kept here and sent later.");
    document.getElementById("main")?.before(bar);
  }
}
addEventListener("online", show);
addEventListener("offline", show);
show();

// On paper every fold is open.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => (d.open = true)));
