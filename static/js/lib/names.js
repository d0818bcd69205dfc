// How a team and a slot are named where there is room for a few words: by number and short title, or by title.
import { page } from './page.js';

/** "8 · Parents relais". @param {number} number @returns {string} */
export function teamName(number) {
  const team = page.teams[number];
  return `${number} · ${team ? team.short_title || team.title : ''}`;
}

/** @param {{ team: number | null, title: string }} slot @returns {string} */
export function slotName({ team, title }) {
  return team === null ? title : teamName(team);
}
