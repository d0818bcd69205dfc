// What this browser keeps for the page. Some keep nothing (private windows, storage full or forbidden): then the open
// page alone holds it, and says so.

/** @typedef {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} Store */

/** The browser's storage, or one that refuses everything. @returns {Store} */
export function keptStorage() {
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

/** Values under one prefix, read back from where they are: another tab of this tablet may have written meanwhile. @template T */
export class Drawer {
  /** Whether the browser keeps all that was put here. */
  keeps = true;
  /** @type {Store} */
  #store;
  /** @type {string} */
  #prefix;
  /** @type {Map<string, string>} what the browser refused to keep */
  #unkept = new Map();

  /** @param {Store} store @param {string} prefix */
  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = prefix;
  }

  /** @param {number} name @returns {T | null} */
  read(name) {
    const key = `${this.#prefix}.${name}`;
    const text = this.#unkept.get(key) ?? this.#store.getItem(key);
    return text ? JSON.parse(text) : null;
  }

  /** @param {number} name @param {T} value */
  write(name, value) {
    const key = `${this.#prefix}.${name}`;
    const text = JSON.stringify(value);
    try {
      this.#store.setItem(key, text);
      this.#unkept.delete(key);
    } catch {
      this.keeps = false;
      this.#unkept.set(key, text);
    }
  }

  /** @param {number} name */
  remove(name) {
    this.#unkept.delete(`${this.#prefix}.${name}`);
    this.#store.removeItem(`${this.#prefix}.${name}`);
  }
}
