// What the results say: which face they have; of a ranking, who moved, who shares a rank, who leads a criterion. Pure.
// Twin of app/web/faces.py; both run tests/cases/results.json.

/**
 * A team of the `results` topic.
 * @typedef {object} Ranked
 * @property {number} number
 * @property {string} title
 * @property {string} short_title
 * @property {string} organisation
 * @property {number | null} rank
 * @property {boolean} tied
 * @property {string | null} score
 * @property {Record<string, string> | null} criteria
 * @property {number | null} ballots
 */
/** The `results` topic. @typedef {{ visibility: string, ballots: { in: number, expected: number } | null, teams: Ranked[] }} Results */
/** @typedef {'waiting' | 'ranking' | 'progress' | 'empty'} Face */
/** @typedef {'up' | 'down'} Move */

const CELLS = 12;
const MOST_SQUARES = 24;

/** By what is let out, not by its name: a freeze keeps what the room saw then. @param {Results} results @returns {Face} */
export function resultsFace({ visibility, ballots, teams }) {
  if (ballots === null) return 'waiting';
  if (teams.some(({ rank }) => rank !== null)) return 'ranking';
  const counted = visibility === 'progress' || ballots.in || teams.every((team) => team.ballots === null);
  return counted ? 'progress' : 'empty';
}

/**
 * The teams to show, and whether others are kept back: of a ranking that shows its upper half, only that half.
 * @param {Results} results
 * @returns {{ told: Ranked[], cut: boolean }}
 */
export function rowsTold(results) {
  const told = results.teams.filter(({ ballots }) => ballots !== null);
  const cut = resultsFace(results) === 'ranking' && told.length < results.teams.length;
  return { told: cut ? told : results.teams, cut };
}

/**
 * Who moved between two rankings; null where no rank changed, so that the last moves stay shown.
 * Somebody who enters the ranking has no move: there was no place before.
 * @param {readonly Ranked[]} before
 * @param {readonly Ranked[]} after
 * @returns {Map<number, Move> | null}
 */
export function movesBetween(before, after) {
  const ranks = new Map(before.map((team) => [team.number, team.rank]));
  if (after.every((team) => ranks.get(team.number) === team.rank)) return null;
  /** @type {Map<number, Move>} */
  const moves = new Map();
  for (const { number, rank } of after) {
    const was = ranks.get(number) ?? null;
    if (was !== null && rank !== null && was !== rank) moves.set(number, rank < was ? 'up' : 'down');
  }
  return moves;
}

/**
 * The place of a team among those it shares its rank with, as far as the page shows them.
 * @param {readonly Ranked[]} rows the rows of a page
 * @param {number} index
 * @returns {'' | 'first' | 'next'}
 */
export function tieAt(rows, index) {
  const team = rows[index];
  if (!team?.tied) return '';
  return rows[index - 1]?.rank === team.rank ? 'next' : 'first';
}

/** The highest mean of each criterion, as it is written. @param {readonly Ranked[]} teams @returns {Record<string, string>} */
export function bestOf(teams) {
  /** @type {Record<string, string>} */
  const best = {};
  for (const { criteria } of teams) {
    for (const [key, mean] of Object.entries(criteria ?? {})) {
      const known = best[key];
      if (mean !== null && (known === undefined || Number(mean) > Number(known))) best[key] = mean;
    }
  }
  return best;
}

/**
 * How full each square of the gauge is; one per ballot while they can be counted by eye.
 * @param {{ in: number, expected: number }} ballots
 * @returns {number[]}
 */
export function squares({ in: counted, expected }) {
  const cells = expected > 0 && expected <= MOST_SQUARES ? expected : CELLS;
  const share = expected ? (counted * cells) / expected : 0;
  return Array.from({ length: cells }, (_, cell) => Math.min(1, Math.max(0, share - cell)));
}
