// The desk's words for the keys of its snapshots; the twin of templates/desk/_words.html.
import { page, t } from '../lib/page.js';

const WORDS = {
  pitch: 'Pitch',
  questions: 'Questions',
  welcome: 'Welcome',
  talk: 'Talk',
  coaching: 'Coaching',
  break: 'Break',
  briefing: 'Briefing',
  deliberation: 'Deliberation',
  announcement: 'Announcement',
  called: 'Called',
  on_stage: 'On stage',
  done: 'Passed',
  absent: 'Absent',
  postponed: 'Postponed',
  recorded: 'recorded',
  draft: 'draft',
  expected: 'expected',
  later: 'later',
  out: 'out of scope',
  recused: 'stepped aside',
  cannot_score: 'cannot score',
  wrong_screen: 'sees the wrong team',
  come_here: 'asks somebody to come',
  hidden: 'Hidden',
  progress: 'Counts',
  live: 'Ranking',
  frozen: 'Frozen',
  live_top: 'Upper half',
  show_hidden: '2. Hide the results',
  show_progress: '2. Show the counts',
  show_live: '2. Show the ranking',
  show_live_top: '2. Show the upper half',
  show_frozen: '2. Freeze what the room sees',
  room_hidden: 'The room sees the waiting page.',
  room_progress: 'The room sees how many ballots are in, no score.',
  room_live: 'The room sees the provisional ranking, live.',
  room_live_top: 'The room sees the upper half of the provisional ranking, live.',
  room_frozen: 'The room goes on seeing what it saw when frozen.',
  will_hidden: 'The room will see the waiting page.',
  will_progress: 'The room will see how many ballots are in, no score.',
  will_live: 'The room will see the ranking. It may sway jurors who still score, and shows agents last before their directors.',
  will_live_top: 'The room will see the upper half of the ranking. It may sway jurors who still score.',
  freeze_hidden: 'Frozen, the room will go on seeing nothing.',
  freeze_progress: 'Frozen, the room will go on seeing the count as it is now.',
  freeze_live: 'Frozen, the room will go on seeing the ranking as it is now.',
  freeze_live_top: 'Frozen, the room will go on seeing the upper half as it is now.',
  field_waiting: 'Ready',
  field_last: 'Wrap up',
  field_over: 'Over time',
  field_paused: 'Paused',
  field_done: 'Ended',
  stage: 'Stage',
  results: 'Results',
  waiting: 'Waiting screen',
  code: 'Code of the vote',
  setup: 'Set-up',
  morning: 'Morning',
  pitches: 'Pitches',
};

/** The word of a key; the key itself where we have none. @param {string} key @returns {string} */
export function word(key) {
  const english = /** @type {Record<string, string>} */ (WORDS)[key];
  return english === undefined ? key : t(english);
}

/** @param {string} key @returns {string} */
export function jurorName(key) {
  return page.jurors.find((/** @type {{ key: string }} */ known) => known.key === key)?.name ?? key;
}

/**
 * A draft that waits, in words.
 * @param {number} team
 * @param {boolean} counted whether a version validated before goes on counting
 * @param {boolean} closed whether it can still be validated
 */
export function draftSentence(team, counted, closed) {
  if (counted) return t('new draft for team %(team)s, the validated ballot counts', { team });
  if (closed) return t('draft for team %(team)s, does not count', { team });
  return t('draft for team %(team)s, does not count yet', { team });
}

/** A ballot that came too late or from a dead link, in words. @param {number} team @param {string} why */
export function setAsideSentence(team, why) {
  if (why === 'replaced')
    return t('ballot for team %(team)s came from a juror whose place was taken, kept aside, does not count', { team });
  if (why === 'revoked') return t('ballot for team %(team)s came from a revoked link, kept aside, does not count', { team });
  return t('ballot for team %(team)s came after closing, kept aside, does not count', { team });
}
