// What this browser keeps for the page. Some keep nothing (private windows, storage full or forbidden): then the open
// page alone holds it, and says so.

import { openDisk } from './disk.js';

/** @typedef {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} Store */

/** The browser's storage, or one that refuses everything. @returns {Store} */
function pageStorage() {
  try {
    localStorage.getItem('palmares');
    return localStorage;
  } catch {
    const refuse = () => {
      throw new Error('this browser stores nothing');
    };
    return { getItem: () => null, setItem: refuse, removeItem: () => {} };
  }
}

/** Which of two writings is the later one. @param {string | null} text */
const serialOf = (text) => (text ? (JSON.parse(text).serial ?? 0) : 0);

/** The browser's storage and the tablet's disk together; what only the disk still has is back when this comes. @returns {Promise<Store>} */
export async function keptStorage() {
  const store = pageStorage();
  const disk = await openDisk();
  if (!disk) return store;
  try {
    for (const [key, text] of await disk.all()) if (serialOf(text) > serialOf(store.getItem(key))) store.setItem(key, text);
  } catch {
    // the page begins with what the browser has
  }
  return {
    getItem: (key) => store.getItem(key),
    setItem(key, text) {
      disk.put(key, text);
      store.setItem(key, text);
    },
    removeItem(key) {
      disk.put(key, null);
      store.removeItem(key);
    },
  };
}

/** Values under one prefix, read back from where they are: another tab of this tablet may have written meanwhile. @template T */
export class Drawer {
  /** @type {Store} */
  #store;
  /** @type {string} */
  #prefix;
  /** @type {Map<string, string>} what the browser refused to keep */
  #unkept = new Map();
  #refuses = false;

  /** @param {Store} store @param {string} prefix */
  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = prefix;
    try {
      store.setItem('palmares', '');
      store.removeItem('palmares');
    } catch {
      this.#refuses = true; // known before anything is written
    }
  }

  /** Whether the browser keeps all that was put here. */
  get keeps() {
    return !this.#refuses && this.#unkept.size === 0;
  }

  /** @param {number} name @returns {T | null} */
  read(name) {
    const key = `${this.#prefix}.${name}`;
    const text = this.#unkept.get(key) ?? this.#store.getItem(key);
    return text ? JSON.parse(text).value : null;
  }

  /** @param {number} name @param {T} value */
  write(name, value) {
    const key = `${this.#prefix}.${name}`;
    const before = serialOf(this.#unkept.get(key) ?? this.#store.getItem(key));
    const text = JSON.stringify({ serial: Math.max(before + 1, Date.now()), value });
    try {
      this.#store.setItem(key, text);
      this.#unkept.delete(key);
      this.#refuses = false;
    } catch {
      this.#unkept.set(key, text);
    }
  }

  /** @param {number} name */
  remove(name) {
    this.#unkept.delete(`${this.#prefix}.${name}`);
    this.#store.removeItem(`${this.#prefix}.${name}`);
  }
}
