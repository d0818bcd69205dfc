// What a juror did beside scoring is done again for a server back from an older backup, and only then.

import assert from 'node:assert/strict';
import test from 'node:test';

import { Acts } from '../../static/js/lib/acts.js';
import { Drawer } from '../../static/js/lib/storage.js';

const told = (team, revision, state = 'validated') => ({
  team,
  revision,
  state,
  counts: state === 'validated',
  scores: {},
  comment: '',
  saved_at_ms: null,
  receipt: null,
});

/** A tablet's acts, and what it sent. @param {(path: string, body: any) => any} answer */
function tablet(answer) {
  const stored = new Map();
  const store = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => stored.set(key, text),
    removeItem: (key) => stored.delete(key),
  };
  const sent = [];
  const send = async (path, body) => {
    sent.push([path, body]);
    return answer(path, body);
  };
  return { acts: new Acts(new Drawer(store, 'r'), new Drawer(store, 'm'), send), sent, stored };
}

test('a recusal is said again once, before it would be forgotten, and coming back too', async () => {
  const { acts, sent } = tablet((_path, body) => ({ status: 200, body: { kind: 'recusal', in_force: !body.undo } }));
  acts.stepped(7, 'a neighbour', 'a');
  acts.stepped(8, 'a neighbour', 'a');
  acts.stepped(8, null, 'a');
  assert.equal(acts.unsaid([7, 8], 'a'), false);
  assert.equal(acts.unsaid([7, 8], 'b'), true);
  assert.deepEqual(await acts.stepAgain([7, 8, 9], 'b'), [
    [7, 'recusal'],
    [8, null],
  ]);
  assert.deepEqual(sent, [
    ['recusals', { team: 7, reason: 'a neighbour' }],
    ['recusals', { team: 8, undo: true }],
  ]);
  assert.equal(acts.unsaid([7, 8], 'b'), false);
});

test('a server that does not answer is told later: nothing is taken for said', async () => {
  const { acts } = tablet(() => ({ status: 0, body: {} }));
  acts.stepped(7, 'a neighbour', 'a');
  await assert.rejects(acts.stepAgain([7], 'b'));
  assert.equal(acts.unsaid([7], 'b'), true);
});

test('a ballot moved after the backup is moved again, and what was written since is still owed', async () => {
  const { acts, sent } = tablet(() => ({ status: 200, body: { ballots: [told(7, 2, 'empty'), told(8, 1)] } }));
  acts.moved(told(7, 2, 'empty'), told(8, 1), 'a');
  const found = await acts.moveAgain([told(7, 1), told(8, 0, 'empty')], 'b');
  assert.deepEqual(sent, [['ballots/7/move', { base: 1, to: 8 }]]);
  assert.deepEqual(
    found.map(({ team, revision, state }) => [team, revision, state]),
    [
      [7, 2, 'empty'],
      [8, 1, 'empty'],
    ],
  );
});

test('what the backup knows to be moved is not moved again, whatever was written there since', async () => {
  const { acts, sent } = tablet(() => ({ status: 200, body: {} }));
  acts.moved(told(7, 2, 'empty'), told(8, 1), 'a');
  await acts.moveAgain([told(7, 3), told(8, 1)], 'b');
  assert.deepEqual([sent, acts.unsaid([7, 8], 'b')], [[], false]);
});

test('once the day is announced nothing of it stays', () => {
  const { acts, stored } = tablet(() => ({ status: 200, body: {} }));
  acts.stepped(7, 'a neighbour', 'a');
  acts.moved(told(7, 2, 'empty'), told(8, 1), 'a');
  acts.forget([7, 8]);
  assert.equal(stored.size, 0);
});
