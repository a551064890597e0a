// Opens a SMART Health Link in the browser: asks the server for the sealed
// document, and opens the seal with the key that only the link holds.
import { tr } from "./part/words";

interface Payload { url: string; key: string; exp?: number; flag?: string; label?: string }
interface Section { title: string; text?: { div?: string }; entry?: unknown[] }
interface Composition { resourceType: string; title?: string; date?: string; section?: Section[] }

const form = document.getElementById("open-link") as HTMLFormElement;
const field = (id: string) => document.getElementById(id) as HTMLInputElement;
const said = document.getElementById("link-said")!;

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

async function unseal(jwe: string, key: string): Promise<string> {
  const [head, , iv, body, tag] = jwe.split(".");
  const secret = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["decrypt"]);
  const whole = new Uint8Array([...bytes(body), ...bytes(tag)]);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv), additionalData: new TextEncoder().encode(head) }, secret, whole);
  if (JSON.parse(new TextDecoder().decode(bytes(head))).zip !== "DEF") return new TextDecoder().decode(plain);
  return new Response(new Blob([plain]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

function show(text: string): void {
  const bundle = JSON.parse(text) as { entry?: { resource: Composition }[] };
  const page = document.getElementById("opened")!;
  page.replaceChildren();
  const composition = bundle.entry?.map((e) => e.resource).find((r) => r.resourceType === "Composition");
  const add = (tag: string, words: string) => page.appendChild(Object.assign(document.createElement(tag), { textContent: words }));
  add("h2", composition?.title ?? tr("Report"));
  for (const s of composition?.section ?? []) {
    const words = new DOMParser().parseFromString(s.text?.div ?? "", "text/html").body.textContent ?? "";
    add("h3", s.title);
    add("p", words);
  }
  const save = document.getElementById("save-file") as HTMLAnchorElement;
  save.href = "data:application/fhir+json;charset=utf-8," + encodeURIComponent(text);
  save.hidden = false;
}

async function open(): Promise<void> {
  const link = field("shlink").value.trim();
  const at = link.indexOf("shlink:/");
  if (at < 0) throw new Error(tr("This is no health link."));
  let payload: Payload;
  try {
    payload = JSON.parse(new TextDecoder().decode(bytes(link.slice(at + "shlink:/".length)))) as Payload;
  } catch {
    throw new Error(tr("This is no health link."));
  }
  const ask: Record<string, string> = { recipient: field("who").value.trim() || "unknot" };
  if (field("code").value) ask.passcode = field("code").value.trim();
  const answer = await fetch(payload.url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(ask) });
  const body = (await answer.json()) as { remainingAttempts?: number; files?: { embedded?: string; location?: string }[] };
  if (answer.status === 401) throw new Error(tr("The passcode is missing or not right. Tries left: %s.", String(body.remainingAttempts)));
  if (!answer.ok) throw new Error(tr("This link has ended, or was taken back."));
  const file = body.files![0];
  show(await unseal(file.embedded ?? (await (await fetch(file.location!)).text()), payload.key));
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  said.textContent = tr("Opening…");
  open().then(() => { said.textContent = tr("Opened."); }, (failure: Error) => { said.textContent = failure.message; });
});
if (location.hash.includes("shlink:/")) {
  field("shlink").value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname); // the key does not stay in the address
}
