// How a team and a slot are named where there is room for a few words: by number and short title, or by title; who carries it.
import { page } from './page.js';

/** "8 · Parents relais". @param {number} number @returns {string} */
export function teamName(number) {
  const team = page.teams[number];
  return `${number} · ${team ? team.short_title || team.title : ''}`;
}

/** Who carries a project, by their names; "59+62" is two. @param {string} organisation @param {string} joint what stands between two */
export function carriers(organisation, joint) {
  const names = organisation.split('+').map((key) => page.organisations[key]?.name ?? key);
  return names.join(joint);
}

/** @param {{ team: number | null, title: string }} slot @returns {string} */
export function slotName({ team, title }) {
  return team === null ? title : teamName(team);
}
