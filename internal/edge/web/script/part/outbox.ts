// The entries that wait for a connection where nothing else could take them.

import { store } from "./kept";

export interface Waiting {
  id: string;
  body: string;
}

export const add = (entry: Waiting): Promise<IDBValidKey> => store("outbox", "readwrite", (s) => s.put(entry));
export const waiting = (): Promise<number> => store("outbox", "readonly", (s) => s.count());

// send posts what waits, oldest first, and says how many were taken. What is
// refused stays, so that nothing is lost.
export async function send(): Promise<number> {
  let sent = 0;
  for (const entry of await store("outbox", "readonly", (s) => s.getAll() as IDBRequest<Waiting[]>)) {
    try {
      const answer = await fetch("/diary", { method: "POST", body: new URLSearchParams(entry.body), redirect: "manual" });
      if (!answer.ok && answer.type !== "opaqueredirect") continue;
    } catch {
      return sent;
    }
    await store("outbox", "readwrite", (s) => s.delete(entry.id));
    sent++;
  }
  return sent;
}
