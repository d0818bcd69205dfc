// Pages that turn by themselves, wait while something moves, and stop when somebody asks.
import { PAGE_MS } from '../lib/legibility.js';

export class PageTurner {
  page = 0;
  #pages = 1;
  #held = false;
  #timeout = 0;
  #turned;

  /** @param {HTMLButtonElement} button stops and goes on @param {() => void} turned called after each turn */
  constructor(button, turned) {
    this.#turned = turned;
    button.addEventListener('click', () => {
      this.#held = !this.#held;
      button.setAttribute('aria-pressed', String(this.#held));
      this.wait();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowRight' || event.key === 'PageDown') this.#turn(1);
      if (event.key === 'ArrowLeft' || event.key === 'PageUp') this.#turn(-1);
    });
  }

  /** How many pages there are now. @param {number} pages */
  among(pages) {
    if (pages === this.#pages) return;
    this.#pages = pages;
    this.page = Math.min(this.page, pages - 1);
    this.wait();
  }

  /** Begin the wait for the next turn again, longer by what is still moving. @param {number} [moving] */
  wait(moving = 0) {
    clearTimeout(this.#timeout);
    if (this.#pages > 1 && !this.#held) this.#timeout = window.setTimeout(() => this.#turn(1), PAGE_MS + moving);
  }

  /** @param {number} by */
  #turn(by) {
    if (this.#pages < 2) return;
    this.page = (this.page + by + this.#pages) % this.#pages;
    this.#turned();
    this.wait();
  }
}
