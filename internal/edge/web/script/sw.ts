// The service worker: pages that were opened open again without a connection.
// With a connection the server is always asked, so nothing shown is old. What
// it keeps lies in this browser and goes when one signs out or deletes.

export {};

interface Extendable extends Event { waitUntil(p: Promise<unknown>): void }
interface Fetched extends Extendable { request: Request; respondWith(p: Promise<Response>): void }
interface Pushed extends Extendable { data?: { json(): Record<string, string> } }
interface Clicked extends Extendable { action: string; notification: Notification & { data?: { what?: string } } }
interface Worker {
  addEventListener(name: string, f: (e: never) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; openWindow(url: string): Promise<unknown> };
  registration: ServiceWorkerRegistration;
  location: Location;
}
const self_ = globalThis as unknown as Worker;

const pages = "pages-1";
const files = "files-1";
const first = ["/offline", "/", "/diary", "/diary/new", "/plan"];
// What must not come from a copy: who signs in, files to take along, answers for programs.
const never = /^\/(?:sign-|recover|account|data\/|api\/|fhir\/|feed\/|shl\/|push|healthz|readyz|metrics|sw\.js)/;

self_.addEventListener("install", (e: Extendable) => {
  e.waitUntil((async () => {
    const cache = await caches.open(pages);
    await Promise.all(first.map(async (path) => {
      try {
        const answer = await fetch(path, { redirect: "follow" });
        if (answer.ok && !answer.redirected) await keep(cache, path, answer);
        else if (answer.ok && path === "/plan") await keep(cache, path, answer);
      } catch { /* without a connection it is kept when it is opened */ }
    }));
    await self_.skipWaiting();
  })());
});

self_.addEventListener("activate", (e: Extendable) => {
  e.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== pages && name !== files) await caches.delete(name);
    await self_.clients.claim();
  })());
});

// keep keeps a page, and the files that it needs.
async function keep(cache: Cache, key: string, answer: Response): Promise<void> {
  const text = await answer.clone().text();
  await cache.put(key, new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "" } }));
  const box = await caches.open(files);
  await Promise.all([...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(async ([, path]) => {
    if (path && !(await box.match(path))) await box.add(path);
  }));
}

self_.addEventListener("fetch", (e: Fetched) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== self_.location.origin || never.test(url.pathname)) {
    if (url.pathname === "/sign-out" || url.pathname === "/data/delete") e.waitUntil(Promise.all([caches.delete(pages), caches.delete(files)]));
    return;
  }
  if (url.pathname.startsWith("/assets/")) {
    e.respondWith((async () => (await caches.match(e.request)) ?? fetch(e.request))());
  } else if (e.request.mode === "navigate") {
    e.respondWith((async () => {
      const cache = await caches.open(pages);
      try {
        const answer = await fetch(e.request);
        if (answer.ok && answer.headers.get("Content-Type")?.startsWith("text/html")) e.waitUntil(keep(cache, url.pathname, answer.clone()));
        return answer;
      } catch {
        return (await cache.match(url.pathname)) ?? (await cache.match("/offline")) ?? Response.error();
      }
    })());
  }
});

self_.addEventListener("push", (e: Pushed) => {
  const said = e.data?.json() ?? {};
  const actions = [{ action: "later", title: said.later ?? "Later" }, { action: "off", title: said.off ?? "Not today" }];
  e.waitUntil(self_.registration.showNotification(said.title ?? "unknot", { tag: "unknot", data: { what: said.what }, actions } as NotificationOptions));
});

self_.addEventListener("notificationclick", (e: Clicked) => {
  e.notification.close();
  const later = e.action === "later" || e.action === "off";
  e.waitUntil((async () => {
    if (!later) {
      await self_.clients.openWindow(e.notification.data?.what === "session" ? "/plan" : "/diary");
      return;
    }
    const device = await self_.registration.pushManager.getSubscription();
    if (device) await fetch(e.action === "later" ? "/push/later" : "/push/skip", { method: "POST", body: new URLSearchParams({ endpoint: device.endpoint }) });
  })());
});
