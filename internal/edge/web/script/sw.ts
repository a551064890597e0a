// The service worker: pages open without a connection. With one the server is
// always asked, so nothing shown is old. Without one the program that was taken
// along makes the pages of the assessment, the plan, its sessions and the diary;
// other pages are there when they were opened before. What is kept lies in this
// browser and goes when one signs out or deletes.

import { get } from "./part/kept";
import { add, send as sendEntries } from "./part/outbox";
import * as program from "./part/program";

interface Extendable extends Event { waitUntil(p: Promise<unknown>): void }
interface Fetched extends Extendable { request: Request; respondWith(p: Promise<Response>): void }
interface Told extends Extendable { data?: { want?: string; thrifty?: boolean } }
interface Synced extends Extendable { tag: string }
interface Pushed extends Extendable { data?: { json(): Record<string, string> } }
interface Clicked extends Extendable { action: string; notification: Notification & { data?: { what?: string } } }
interface Worker {
  addEventListener(name: string, f: (e: never) => void): void;
  importScripts(path: string): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(): Promise<{ postMessage(said: unknown): void }[]>; openWindow(url: string): Promise<unknown> };
  registration: ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };
  location: Location;
}
const self_ = globalThis as unknown as Worker;
self_.importScripts("/assets/offline/glue.js");

const pages = "pages-1";
const files = "files-1";
const first = ["/offline", "/", "/diary", "/diary/new", "/plan"];
// What must not come from a copy: who signs in, files to take along, answers for programs.
const never = /^\/(?:sign-|recover|account|data\/|api\/|fhir\/|feed\/|shl\/|push|offline\/|healthz|readyz|metrics|sw\.js)/;
// What the program that was taken along can answer.
const ways = /^\/(?:$|places$|words$|figure\/|ask\/|answer\/|plan(?:\/|$)|diary(?:\/|$)|api\/v1\/assess$)/;
// After these nothing of the person is left in this browser.
const leaving = /^\/(?:sign-out|data\/delete|account\/delete)$/;
// How long a server may take, in milliseconds, where something else can answer:
// a person waits this long for a page (judgement); less while it is away.
const patience = { GET: 5000, POST: 15000, away: 1500 };

let away = false;

self_.addEventListener("install", (e: Extendable) => {
  e.waitUntil((async () => {
    const cache = await caches.open(pages);
    for (const path of first) { // one by one, and none for long: the first page needs the line more
      try {
        const answer = await fetch(path, { redirect: "follow", signal: AbortSignal.timeout(8000) });
        if (answer.ok && (!answer.redirected || new URL(answer.url).pathname.startsWith("/plan/"))) await keep(cache, path, answer);
        else await answer.body?.cancel();
      } catch { /* without a connection it is kept when it is opened */ }
    }
    await self_.skipWaiting();
  })());
});

self_.addEventListener("activate", (e: Extendable) => {
  e.waitUntil((async () => {
    for (const name of await caches.keys()) if (![pages, files, ...program.kept].includes(name)) await caches.delete(name);
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

// ask asks the server, and gives up when it takes too long.
async function ask(request: Request, most: number): Promise<Response> {
  const late = new AbortController(), timer = setTimeout(() => { late.abort(); }, away ? patience.away : most);
  try {
    const answer = await fetch(request, { signal: late.signal });
    away = false;
    return answer;
  } catch (fault) {
    away = true;
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}

self_.addEventListener("fetch", (e: Fetched) => {
  const url = new URL(e.request.url), path = url.pathname;
  if (url.origin !== self_.location.origin) return;
  if (e.request.method === "POST" && leaving.test(path)) e.respondWith(leave(e.request, path));
  else if (e.request.method === "POST" && ways.test(path)) e.respondWith(write(e));
  else if (e.request.method === "POST") program.changed();
  else if (e.request.method !== "GET" || never.test(path)) return;
  else if (path.startsWith("/assets/")) e.respondWith((async () => (await caches.match(e.request)) ?? fetch(e.request))());
  else if (e.request.mode === "navigate" || path.startsWith("/figure/")) e.respondWith(read(e));
});

// read shows a page: the server's, else one that the program makes, else the
// copy of when it was opened, else what works without a connection.
async function read(e: Fetched): Promise<Response> {
  const url = new URL(e.request.url), cache = await caches.open(pages), page = e.request.mode === "navigate";
  const copy = page ? await cache.match(url.pathname) : undefined;
  try {
    const other = copy !== undefined || ways.test(url.pathname) && await program.taken();
    const answer = other ? await ask(e.request, patience.GET) : await fetch(e.request);
    if (page && answer.ok && answer.headers.get("Content-Type")?.startsWith("text/html")) e.waitUntil(keep(cache, url.pathname, answer.clone()));
    e.waitUntil(sendAll());
    return answer;
  } catch {
    const made = ways.test(url.pathname) ? await program.answer("GET", url.pathname + url.search, "", "").catch(() => undefined) : undefined;
    return made ?? copy ?? (page ? await cache.match("/offline") : undefined) ?? Response.error();
  }
}

// write hands a form to the server, else to the program. Only a form of our own
// pages is taken without the server, which would know it from another site's.
async function write(e: Fetched): Promise<Response> {
  const request = e.request.clone(), path = new URL(request.url).pathname;
  try {
    const answer = await (await program.taken() ? ask(e.request, patience.POST) : fetch(e.request));
    program.changed();
    return answer;
  } catch {
    const body = await request.text(), page = request.mode === "navigate";
    const fields = new URLSearchParams(body), own = !page || fields.get("here") === await get<string>("token");
    fields.delete("here");
    const made = own ? await program.answer("POST", path, request.headers.get("Content-Type") ?? "", fields.toString()).catch(() => undefined) : undefined;
    if (made) {
      e.waitUntil(self_.registration.sync?.register("send").catch(() => undefined) ?? Promise.resolve());
      return made;
    }
    const cache = await caches.open(pages);
    if (own && page && path === "/diary" && fields.get("id")) {
      await add({ id: fields.get("id")!, body: fields.toString() });
      return (await cache.match("/diary")) ?? (await cache.match("/offline")) ?? Response.error();
    }
    return (page ? await cache.match("/offline") : undefined) ?? Response.error();
  }
}

// leave signs out or deletes. What waits is sent first; what is kept here goes
// when the server has done its part.
async function leave(request: Request, path: string): Promise<Response> {
  try {
    if (path === "/sign-out") await sendAll();
    const answer = await fetch(request);
    if (answer.ok || answer.type === "opaqueredirect") await Promise.all([caches.delete(pages), program.leave()]);
    return answer;
  } catch {
    return (await (await caches.open(pages)).match("/offline")) ?? Response.error();
  }
}

// sendAll sends what was written without the server, and tells the pages.
async function sendAll(): Promise<void> {
  try {
    const sent = await program.send() + await sendEntries();
    if (sent > 0) for (const page of await self_.clients.matchAll()) page.postMessage({ sent });
  } catch { /* the connection went again: what waits still waits */ }
}

// takeAll takes the program along, and the page that stands in for what is not
// here, as the person reads it now.
async function takeAll(thrifty: boolean): Promise<void> {
  if (!await program.take(await caches.open(files), thrifty)) return;
  await keep(await caches.open(pages), "/offline", await fetch("/offline"));
}

self_.addEventListener("message", (e: Told) => {
  if (e.data?.want === "wake") e.waitUntil(program.wake().catch(() => undefined));
  if (e.data?.want === "send") e.waitUntil(sendAll());
  if (e.data?.want === "take") e.waitUntil(sendAll().then(async () => takeAll(e.data?.thrifty ?? false)).catch(() => undefined));
});

self_.addEventListener("sync", (e: Synced) => { e.waitUntil(sendAll()); });

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
