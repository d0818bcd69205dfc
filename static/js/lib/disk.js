// A second place for what this tablet keeps, on its disk at once. Browsers bring localStorage there when they find time, up to
// a minute later: without this a browser that is killed, or a battery that dies, takes the last ballots along.

const TABLE = 'kept';
const PATIENCE_MS = 5000;

/** @template T @param {IDBRequest<T>} asked @returns {Promise<T>} */
const answer = (asked) =>
  new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error));
  });

/** Open it; null where this browser has none, or does not say for a while. @returns {Promise<Disk | null>} */
export async function openDisk() {
  try {
    const asked = indexedDB.open('palmares', 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(TABLE));
    const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
    return new Disk(/** @type {IDBDatabase} */ (await Promise.race([answer(asked), late])));
  } catch {
    return null;
  }
}

class Disk {
  /** @type {IDBDatabase} */
  #table;
  /** @type {Map<string, string | null>} what is to be written next; null: taken away */
  #next = new Map();
  #busy = false;

  /** @param {IDBDatabase} table */
  constructor(table) {
    this.#table = table;
  }

  /** Everything that is there. @returns {Promise<[string, string][]>} */
  async all() {
    const rows = this.#table.transaction(TABLE).objectStore(TABLE);
    const [keys, texts] = await Promise.all([answer(rows.getAllKeys()), answer(rows.getAll())]);
    return keys.map((key, index) => [String(key), texts[index]]);
  }

  /** @param {string} key @param {string | null} text null: take it away */
  put(key, text) {
    this.#next.set(key, text);
    if (!this.#busy) this.#write();
  }

  /** Strictly, one after the other: each is done once it is on the disk. What is refused here is in localStorage all the same. */
  async #write() {
    this.#busy = true;
    while (this.#next.size > 0) {
      const batch = [...this.#next];
      this.#next.clear();
      await this.#written(batch).catch(() => {}); // full, or closed by the browser
    }
    this.#busy = false;
  }

  /** @param {[string, string | null][]} batch @returns {Promise<void>} */
  #written(batch) {
    return new Promise((resolve, reject) => {
      const work = this.#table.transaction(TABLE, 'readwrite', { durability: 'strict' });
      work.addEventListener('complete', () => resolve());
      work.addEventListener('abort', () => reject(work.error));
      const rows = work.objectStore(TABLE);
      for (const [key, text] of batch) text === null ? rows.delete(key) : rows.put(text, key);
    });
  }
}
