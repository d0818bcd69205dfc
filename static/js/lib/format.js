// Figures as they are written: hours in the event's zone, decimal comma, true minus.
// Twin of app/web/formats.py; both run tests/cases/formats.json.

const NARROW = '\u202f';
const MINUS = '\u2212';
const MINUTE_MS = 60000;
/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/**
 * @param {number} ms
 * @param {string} zone
 * @param {boolean} seconds
 * @returns {{ hour: string, minute: string, second: string }}
 */
function parts(ms, zone, seconds = false) {
  const key = `${zone}${seconds}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(seconds ? { second: '2-digit' } : {}),
    });
    clocks.set(key, clock);
  }
  /** @type {Record<string, string>} */
  const found = {};
  for (const part of clock.formatToParts(ms)) found[part.type] = part.value;
  return { hour: String(Number(found.hour)), minute: found.minute ?? '00', second: found.second ?? '00' };
}

/** An hour for columns and clocks: "15:05". @param {number} ms @param {string} zone @returns {string} */
export function hour(ms, zone) {
  const { hour: h, minute } = parts(ms, zone);
  return `${h}:${minute}`;
}

/** The clock of the desk: "14:49:53". @param {number} ms @param {string} zone @returns {string} */
export function hourWithSeconds(ms, zone) {
  const { hour: h, minute, second } = parts(ms, zone, true);
  return `${h}:${minute}:${second}`;
}

/**
 * An hour inside a sentence: "15 h 05" in French with narrow no-break spaces, "15:05" in English.
 * @param {number} ms
 * @param {string} zone
 * @param {string} language
 * @returns {string}
 */
export function hourInSentence(ms, zone, language) {
  const { hour: h, minute } = parts(ms, zone);
  return language === 'fr' ? `${h}${NARROW}h${NARROW}${minute}` : `${h}:${minute}`;
}

/** A day inside a sentence: "jeudi 28 novembre". @param {number} ms @param {string} zone @param {string} language @returns {string} */
export function dayInSentence(ms, zone, language) {
  const words = { weekday: /** @type {const} */ ('long'), day: /** @type {const} */ ('numeric'), month: /** @type {const} */ ('long') };
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr' : 'en-GB', { timeZone: zone, ...words }).format(ms);
}

/**
 * A decimal the server wrote with a point, as the reader writes it. Fractions such as "38/5" pass through.
 * @param {string | number | null} figure
 * @param {string} language
 * @returns {string}
 */
export function decimal(figure, language) {
  if (figure === null || figure === '') return '';
  const written = String(figure).replaceAll('-', MINUS);
  return language === 'fr' ? written.replace('.', ',') : written;
}

/**
 * A lag of whole minutes with its sign: "+3", "0", "−2"; `withUnit` adds " min".
 * @param {number} minutes
 * @param {boolean} [withUnit]
 * @returns {string}
 */
export function signedMinutes(minutes, withUnit = false) {
  const sign = minutes > 0 ? '+' : minutes < 0 ? MINUS : '';
  return `${sign}${Math.abs(minutes)}${withUnit ? '\u00a0min' : ''}`;
}

/** How far an hour may still move: "± 4 min", one at the least. @param {number} ms @returns {string} */
export function band(ms) {
  return `±\u00a0${Math.max(1, Math.round(ms / MINUTE_MS))}\u00a0min`;
}

/** An age in its natural unit: "4 s", "3 min", "2 h". @param {number} seconds @returns {string} */
export function age(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s}\u00a0s`;
  return s < 3600 ? `${Math.floor(s / 60)}\u00a0min` : `${Math.floor(s / 3600)}\u00a0h`;
}
