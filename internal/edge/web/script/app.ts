// What every page does: it stays readable without a connection, and says so.

import { get } from "./part/kept";
import { fill } from "./part/later";
import { tr } from "./part/words";

interface Thrift { saveData?: boolean; effectiveType?: string; type?: string }
// thrifty is a connection on which nothing is taken along unasked. Slow alone
// does not count: browsers judge that by how long our server thinks, too.
const thrifty = (c?: Thrift): boolean => c?.saveData === true || c?.type === "cellular" && c.effectiveType?.endsWith("2g") === true;

const tell = (want: string): void => {
  const line = (navigator as { connection?: Thrift }).connection;
  void navigator.serviceWorker?.ready.then((r) => r.active?.postMessage({ want, thrifty: thrifty(line) }));
};

if ("serviceWorker" in navigator && isSecureContext) {
  const idle = window.requestIdleCallback ?? ((f: () => void) => setTimeout(f, 2000));
  addEventListener("load", () => {
    void navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => undefined);
    if (navigator.onLine) idle(() => { tell("take"); });
  });
  navigator.serviceWorker.addEventListener("message", (e: MessageEvent<{ sent?: number }>) => { if (e.data.sent) arrived(); });
  // The worker takes a form without the server only when it comes from a page of
  // this site; the mark says so. The server has its own way to know.
  let token: string | undefined;
  void get<string>("token").then((t) => { token = t; }).catch(() => undefined);
  document.addEventListener("submit", (e) => {
    if (!token || !(e.target instanceof HTMLFormElement) || e.target.method !== "post") return;
    let mark = e.target.querySelector<HTMLInputElement>("input[name=here]");
    if (!mark) {
      mark = document.createElement("input");
      mark.type = "hidden";
      mark.name = "here";
      e.target.append(mark);
    }
    mark.value = token;
  }, { capture: true });
}

let bar = document.querySelector<HTMLElement>("[data-away]") ?? undefined;

function show(): void {
  if (document.querySelector(".stopped, [data-without]")) return; // nothing competes; or the page says it
  if (navigator.onLine) {
    if (bar && !("away" in bar.dataset)) {
      bar.remove();
      bar = undefined;
    }
  } else if (!bar) {
    bar = document.createElement("p");
    bar.className = "offline";
    bar.setAttribute("role", "status");
    bar.textContent = tr("No connection. This page may be a little old; entries are kept here and sent later.");
    document.getElementById("main")?.before(bar);
  }
}

// arrived says that what was written without the server is on it now.
function arrived(): void {
  if (!bar) return;
  bar.classList.add("back");
  bar.textContent = tr("You are online again. What you wrote here is on the server now.");
}

addEventListener("online", () => { show(); tell("send"); });
addEventListener("offline", () => { show(); tell("wake"); });
show();

// What a fold holds back is read when it is opened.
document.addEventListener("toggle", (e) => { if ((e.target as HTMLDetailsElement).open) fill(e.target as Element); }, { capture: true });

// On paper every fold is open.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => (d.open = true)));
