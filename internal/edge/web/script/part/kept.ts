// What this browser keeps for the person besides pages: entries that wait for a
// connection, and what the person took along. It goes when one signs out or
// deletes.

type Store = "outbox" | "carried";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("unknot", 2);
    asked.onupgradeneeded = () => {
      const there = asked.result.objectStoreNames;
      if (!there.contains("outbox")) asked.result.createObjectStore("outbox", { keyPath: "id" });
      if (!there.contains("carried")) asked.result.createObjectStore("carried");
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
  });
}

export async function store<T>(name: Store, mode: IDBTransactionMode, work: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const turn = db.transaction(name, mode);
      const asked = work(turn.objectStore(name));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    });
  } finally {
    db.close();
  }
}

export const get = <T>(key: string): Promise<T | undefined> => store("carried", "readonly", (s) => s.get(key) as IDBRequest<T | undefined>);
export const put = (key: string, value: unknown): Promise<IDBValidKey> => store("carried", "readwrite", (s) => s.put(value, key));

export async function forget(): Promise<void> {
  await store("outbox", "readwrite", (s) => s.clear());
  await store("carried", "readwrite", (s) => s.clear());
}
