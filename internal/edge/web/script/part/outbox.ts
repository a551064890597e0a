// The entries that wait for a connection, in the browser's own database.

export interface Waiting {
  id: string;
  body: string;
}

function store<T>(mode: IDBTransactionMode, work: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open("unknot", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("outbox", { keyPath: "id" });
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const db = open.result;
      const request = work(db.transaction("outbox", mode).objectStore("outbox"));
      request.onsuccess = () => { resolve(request.result); db.close(); };
      request.onerror = () => { reject(request.error); db.close(); };
    };
  });
}

export const add = (entry: Waiting): Promise<IDBValidKey> => store("readwrite", (s) => s.put(entry));
export const waiting = (): Promise<number> => store("readonly", (s) => s.count());

// send posts what waits, oldest first, and says how many were taken. What is
// refused stays, so that nothing is lost.
export async function send(): Promise<number> {
  let sent = 0;
  for (const entry of await store("readonly", (s) => s.getAll() as IDBRequest<Waiting[]>)) {
    try {
      const answer = await fetch("/diary", { method: "POST", body: new URLSearchParams(entry.body), redirect: "manual" });
      if (!answer.ok && answer.type !== "opaqueredirect") continue;
    } catch {
      return sent;
    }
    await store("readwrite", (s) => s.delete(entry.id));
    sent++;
  }
  return sent;
}
