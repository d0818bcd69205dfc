// Icons and tokens made by script, the twins of macros/icons.html and macros/token.html.
import { page } from './page.js';

const SVG = 'http://www.w3.org/2000/svg';
const SPRITE = new URL('../../icons.svg', import.meta.url).pathname;

/**
 * An element of a drawing.
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElementTagNameMap[Name]}
 */
export function svgElement(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** A mark of the sprite. @param {string} name @param {string} [size] @returns {SVGSVGElement} */
export function icon(name, size = '') {
  const classes = `icon icon--${name}${size ? ` icon--${size}` : ''}`;
  const svg = svgElement('svg', { class: classes, viewBox: '0 0 24 24', 'aria-hidden': 'true' });
  svg.append(svgElement('use', { href: `${SPRITE}#${name}` }));
  return svg;
}

/** Show another mark in an existing icon. @param {Element} svg @param {string} name */
export function setIcon(svg, name) {
  const use = svg.querySelector('use');
  const href = `${SPRITE}#${name}`;
  if (use && use.getAttribute('href') !== href) use.setAttribute('href', href);
}

/** @param {string} key @param {string} size @returns {HTMLSpanElement} */
function oneToken(key, size) {
  const organisation = page.organisations[key];
  const code = organisation?.code || key;
  const span = document.createElement('span');
  span.className = `token token--${size} token--${organisation?.shape ?? 'square'} token--c${organisation?.colour ?? 1}`;
  span.classList.toggle('token--outlined', Boolean(organisation?.outlined));
  span.classList.toggle('token--long', code.length > 3);
  if (organisation) span.title = organisation.name;
  span.textContent = code;
  return span;
}

/** An organisation's token; "59+62" gives one token each. @param {string} key @param {string} [size] @returns {HTMLSpanElement} */
function token(key, size = 'm') {
  const keys = key.split('+');
  if (keys.length === 1) return oneToken(key, size);
  const pair = document.createElement('span');
  pair.className = 'token-pair';
  pair.append(...keys.map((part) => oneToken(part, size)));
  return pair;
}

/** Put the token of an organisation in its place, only when it is another one; null for none. @param {HTMLElement} place @param {string | null} key @param {string} [size] */
export function setToken(place, key, size = 'm') {
  if (key === null) return empty(place, 'organisation');
  if (place.dataset.organisation === key) return;
  place.dataset.organisation = key;
  place.replaceChildren(token(key, size));
}

/** @param {HTMLElement} place @param {string} kept where it says what is in it */
function empty(place, kept) {
  delete place.dataset[kept];
  place.replaceChildren();
}

/** The mark of each state; the twin of macros/chip.html. @type {Record<string, string>} */
const STATES = {
  assured: 'disc',
  open: 'half',
  out: 'ring',
  passed: 'tick',
  on_stage: 'target',
  hidden: 'barred',
  ready: 'disc',
  called: 'half',
  expected: 'ring',
  live: 'target',
  late: 'half',
  mute: 'barred',
  offline: 'ring',
  draft: 'half',
  validated: 'tick',
  empty: 'ring',
  locked: 'lock',
  alert: 'warning',
};

/** A status: shape and word. @param {string} state @param {string} word @returns {HTMLSpanElement} */
function chip(state, word) {
  const span = document.createElement('span');
  const said = document.createElement('span');
  said.className = 'chip__word';
  said.textContent = word;
  const letter = document.createElement('b');
  letter.className = 'chip__letter';
  letter.textContent = 'D';
  letter.setAttribute('aria-hidden', 'true');
  span.className = `chip chip--${state}`;
  span.append(state === 'recused' ? letter : icon(STATES[state] ?? 'ring'), said);
  return span;
}

/** Put a status in its place, only when it changed; null for none. @param {HTMLElement} place @param {string | null} state @param {string} [word] */
export function setChip(place, state, word = '') {
  if (state === null) return empty(place, 'said');
  const said = `${state} ${word}`;
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.replaceChildren(chip(state, word));
}
