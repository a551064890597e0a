// The program that makes pages where the server is out of reach: the server's
// own handlers, built for WebAssembly. It runs in the service worker, is taken
// along when the browser is idle, and starts when it is first needed.

import { forget, get, put } from "./kept";

interface Glue { importObject: WebAssembly.Imports; run(it: WebAssembly.Instance): Promise<void> }
interface Answer { status: number; head: Record<string, string>; body: string; fresh: string }
interface Globals {
  Go: new () => Glue;
  unknotReady?: () => void;
  unknotOpen(kit: string, knowledge: string, figure: string, texts: string, fresh: string): string;
  unknotAnswer(method: string, address: string, kind: string, body: string): Answer | null;
}
interface Kit { owner: string; files: Record<string, string>; looks: string[] }
interface Records { episodes?: { ID: string }[]; entries?: { ID: string }[]; documents?: { ID: string }[] }
interface Fresh { owner: string; records: Records }

const here = globalThis as unknown as Globals;
const programs = "program-1";
export const kept = [programs];

// One thing at a time: a page that is written must not meet one that is sent.
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

let started: Promise<string> | undefined; // whose pages the program makes
let stale = true; // the records may have changed since the kit was made

let visits = 0; // raised when somebody leaves: what was under way for them is let go

// leave takes away all that is kept of the person.
export const leave = (): Promise<void> => inTurn(async () => {
  visits++;
  started = undefined;
  stale = true;
  await forget();
});

export const taken = async (): Promise<boolean> => (await get("kit")) !== undefined;
export const changed = (): void => { stale = true; };

// take brings the kit up to date, and what it names, and says whether it did.
// thrifty leaves out what was not downloaded yet.
export async function take(files: Cache, thrifty: boolean): Promise<boolean> {
  const had = await get<string>("kit"), visit = visits;
  if (had !== undefined && !stale || had === undefined && thrifty) return false;
  const answer = await fetch("/offline/kit", { redirect: "error" });
  if (!answer.ok) return false;
  const text = await answer.text(), kit = JSON.parse(text) as Kit;
  const box = await caches.open(programs), wanted = Object.values(kit.files);
  for (const [where, list] of [[box, wanted], [files, kit.looks]] as const) {
    for (const path of list) {
      if (await where.match(path)) continue;
      if (thrifty) return false;
      const one = await fetch(path);
      if (!one.ok) return false;
      await where.put(path, one);
    }
  }
  await inTurn(async () => {
    if (visit !== visits) return;
    await put("kit", text);
    if (await get("token") === undefined) await put("token", crypto.randomUUID());
    started = undefined;
    stale = false;
  });
  for (const old of await box.keys()) {
    const at = new URL(old.url);
    if (!wanted.includes(at.pathname + at.search)) await box.delete(old);
  }
  return true;
}

// start opens the program with what was taken along, and what was written since.
async function start(): Promise<string> {
  const text = await get<string>("kit");
  if (text === undefined) throw new Error("nothing was taken along");
  const kit = JSON.parse(text) as Kit, box = await caches.open(programs);
  const file = async (name: string): Promise<Response | undefined> => (kit.files[name] ? await box.match(kit.files[name]) : undefined);
  const program = await file("program");
  if (!program) throw new Error("the program was not taken along");
  const go = new here.Go();
  const ready = new Promise<void>((resolve) => { here.unknotReady = resolve; });
  const made = await WebAssembly.instantiateStreaming(program, go.importObject);
  void go.run(made.instance);
  await ready;
  const fresh = await get<Fresh>("fresh");
  const words = async (name: string): Promise<string> => (await file(name))?.text() ?? "";
  const fault = here.unknotOpen(text, await words("knowledge"), await words("figure"), await words("texts"), fresh?.owner === kit.owner ? JSON.stringify(fresh.records) : "");
  if (fault) throw new Error(fault);
  return kit.owner;
}

export function wake(): Promise<string> {
  started ??= start();
  started.catch(() => { started = undefined; });
  return started;
}

// answer makes one page; undefined when the program has none, or is not there.
export function answer(method: string, address: string, kind: string, body: string): Promise<Response | undefined> {
  return inTurn(async () => {
    if (!await taken()) return undefined;
    const owner = await wake();
    const said = here.unknotAnswer(method, address, kind, body);
    if (!said || said.status === 404) return undefined;
    const before = await get<Fresh>("fresh"), records = JSON.parse(said.fresh) as Records;
    if (method === "POST" && (!before || before.owner === owner)) await put("fresh", { owner, records });
    if (said.head.Location) return Response.redirect(new URL(said.head.Location, location.origin), said.status);
    return new Response(said.body, { status: said.status, headers: said.head });
  });
}

// send brings what was written here to the server, and says how much it took.
export async function send(): Promise<number> {
  const waiting = await get<Fresh>("fresh");
  const count = (r: Records): number => (r.episodes?.length ?? 0) + (r.entries?.length ?? 0);
  if (!waiting || count(waiting.records) + (waiting.records.documents?.length ?? 0) === 0) return 0;
  const answer = await fetch("/offline/records", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(waiting), redirect: "error" });
  if (!answer.ok) return 0;
  const took = new Set((await answer.json() as { kept: string[] }).kept);
  return inTurn(async () => {
    const now = await get<Fresh>("fresh");
    if (!now || now.owner !== waiting.owner) return 0;
    const old = new Set(Object.values(waiting.records).flat().map((r) => JSON.stringify(r)));
    const left: Records = {};
    for (const kind of ["episodes", "entries", "documents"] as const) left[kind] = now.records[kind]?.filter((r) => !took.has(r.ID) || !old.has(JSON.stringify(r)));
    await put("fresh", { owner: now.owner, records: left });
    started = undefined;
    stale = true;
    return count(waiting.records) - count(left);
  });
}
