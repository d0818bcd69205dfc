// Which teams are mine to score. The chair may exclude me, a substitute may sit in my place: the server is asked again
// when what is expected of the jury is no longer what this page was made with.
import { live } from './live.js';
import { page } from './page.js';
import { address } from './send.js';

/** @typedef {{ teams: { number: number, expected: number }[], missing: [string, number][] }} Progress */

/** What tells that somebody's teams changed. @param {Progress} progress @param {number[]} counted mine that count already */
function expectation(progress, counted) {
  const mine = progress.missing.filter(([juror]) => juror === page.juror).map(([, team]) => team);
  const all = [...new Set([...mine, ...counted])].sort((a, b) => a - b);
  return JSON.stringify([progress.teams.map(({ expected }) => expected), all]);
}

/** @param {() => number[]} counted my teams whose ballot counts @param {() => void} moved another team is mine, or no longer */
export function myScope(counted, moved) {
  let known = expectation(page.snapshots.progress, counted());

  async function ask() {
    try {
      const response = await fetch(address('standing'), { cache: 'no-store' });
      if (!response.ok) return;
      const { recused, out_of_scope } = await response.json();
      if (JSON.stringify([recused, out_of_scope]) === JSON.stringify([page.recused, page.out_of_scope])) return;
      Object.assign(page, { recused, out_of_scope });
      moved();
    } catch {
      known = ''; // offline: the next push asks again
    }
  }

  live.on('progress', (snapshot) => {
    const found = expectation(snapshot, counted());
    if (found === known) return;
    known = found;
    ask();
  });
}
