// The outbox: written before sent, sent until answered, joined with what another device wrote.

import assert from 'node:assert/strict';
import test from 'node:test';

import { answered, posted, validated, waits, wrote } from '../../static/js/lib/ballot.js';
import { chose, met, torn } from '../../static/js/lib/joined.js';
import { begun } from '../../static/js/lib/known.js';
import { Outbox } from '../../static/js/lib/outbox.js';
import { Drawer } from '../../static/js/lib/storage.js';
import { box, finished, verdict } from '../../static/js/lib/verdict.js';

const CRITERIA = ['innovation', 'transferability', 'cost_use'];
const EMPTY = { team: 7, revision: 0, state: 'empty', counts: false, scores: {}, comment: '', saved_at_ms: null, receipt: null };
const told = (more) => ({ ...EMPTY, ...more });
const full = (a, b, c) => ({ innovation: a, transferability: b, cost_use: c });
const ok = (revision, counts, at = revision * 1000) => ({ revision, counts, receipt: `K4-${revision}`, saved_at_ms: at });

/** A server that holds one ballot as the interface says, and a tablet's world around it. */
function world() {
  const stored = new Map();
  const timers = new Map();
  const server = { epoch: 'a', at: 0, versions: [], counting: 0, ops: new Map(), down: false, loses: 0, calls: 0 };
  const current = () => {
    const last = server.versions.at(-1);
    return last ? told({ ...last, state: last.final ? 'validated' : 'draft', counts: server.counting > 0 }) : EMPTY;
  };
  const put = (body) => {
    if (server.ops.has(body.op)) return server.ops.get(body.op);
    const answer = judge(body);
    server.ops.set(body.op, answer);
    return answer;
  };
  const judge = (body) => {
    if (body.base !== server.versions.length) return { status: 409, body: { current: current() } };
    const revision = server.versions.length + 1;
    server.at += 1000;
    server.versions.push({
      revision,
      scores: body.scores,
      comment: body.comment,
      final: body.final,
      saved_at_ms: server.at,
      receipt: `K4-${revision}`,
    });
    if (body.final) server.counting = revision;
    return { status: 200, body: ok(revision, server.counting > 0, server.at) };
  };
  const store = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => stored.set(key, text),
    removeItem: (key) => stored.delete(key),
  };
  const drawer = new Drawer(store, 'p');
  let serial = 0;
  const tablet = () =>
    new Outbox({
      drawer,
      attempt: async (_team, body) => {
        server.calls += 1;
        if (server.down) throw new Error('nobody');
        const answer = put(structuredClone(body));
        if (server.loses > 0) {
          server.loses -= 1;
          throw new Error('the answer was lost');
        }
        return structuredClone(answer);
      },
      pause: (turn) => 500 * 2 ** turn,
      newOp: () => `op${(serial += 1)}`,
      now: () => 42,
      later: (work, ms) => {
        timers.set((serial += 1), { work, ms });
        return serial;
      },
      cancel: (timer) => timers.delete(timer),
      told: () => {},
    });
  /** Let every timer fire, and what they began come to rest. */
  const rest = async () => {
    for (let quiet = 0; quiet < 2; ) {
      const due = [...timers.values()];
      timers.clear();
      for (const { work } of due) work();
      await new Promise((resume) => setImmediate(resume));
      quiet = due.length === 0 ? quiet + 1 : 0;
    }
  };
  const tick = () => new Promise((resume) => setImmediate(resume));
  return { server, current, tablet, rest, tick, stored, drawer };
}

test('a draft is stored at once, sent after a moment, and does not count', async () => {
  const { server, tablet, rest, stored } = world();
  const outbox = tablet();
  outbox.meet([EMPTY], 'a');
  outbox.write(7, { scores: { innovation: 8 } });
  assert.equal(JSON.parse(stored.get('p.7')).value.scores.innovation, 8);
  assert.equal(server.calls, 0);
  outbox.write(7, { scores: { transferability: 9 } });
  await rest();
  assert.equal(server.calls, 1);
  assert.deepEqual(server.versions[0].scores, { innovation: 8, transferability: 9 });
  assert.equal(verdict(outbox.read(7), 'open', CRITERIA), 'draft');
  assert.equal(box(outbox.read(7), outbox.way(7)), 'saved');
});

test('validated: pending until the server says so, then it counts; a later draft withdraws nothing', async () => {
  const { server, tablet, rest } = world();
  const outbox = tablet();
  outbox.meet([EMPTY], 'a');
  server.down = true;
  outbox.write(7, { scores: full(8, 9, 7), comment: 'clear' });
  outbox.validate(7);
  await new Promise((resume) => setImmediate(resume));
  assert.equal(verdict(outbox.read(7), 'open', CRITERIA), 'pending');
  assert.equal(box(outbox.read(7), outbox.way(7)), 'failed');
  server.down = false;
  await rest();
  assert.equal(verdict(outbox.read(7), 'open', CRITERIA), 'validated');
  assert.equal(server.counting, 1);
  outbox.write(7, { scores: { cost_use: 2 } });
  await rest();
  assert.equal(verdict(outbox.read(7), 'open', CRITERIA), 'revised');
  assert.deepEqual([server.counting, server.versions.length, outbox.read(7).known.counts], [1, 2, true]);
});

test('the tab dies between the sending and the answer: the same op again, nothing twice', async () => {
  const { server, tablet, rest, tick, current } = world();
  const first = tablet();
  first.meet([EMPTY], 'a');
  first.write(7, { scores: full(8, 9, 7) });
  server.loses = 1;
  first.validate(7);
  await tick();
  assert.equal(server.versions.length, 1);
  const second = tablet();
  second.meet([current()], 'a');
  await rest();
  assert.equal(server.versions.length, 1);
  assert.equal(server.ops.size, 1);
  assert.equal(verdict(second.read(7), 'open', CRITERIA), 'validated');
});

test('one command at a time: what is written meanwhile goes next, under a new op', async () => {
  const { server, tablet, rest } = world();
  const outbox = tablet();
  outbox.meet([EMPTY], 'a');
  server.loses = 2;
  outbox.write(7, { scores: full(1, 1, null) });
  outbox.hurry();
  outbox.write(7, { scores: { cost_use: 1 } });
  outbox.validate(7);
  await rest();
  assert.deepEqual(
    server.versions.map((version) => [version.scores.cost_use, version.final]),
    [
      [null, false],
      [1, true],
    ],
  );
});

test('a restored backup gets back what it acknowledged: the validated version first, then the draft', async () => {
  const { server, tablet, rest, current } = world();
  const outbox = tablet();
  outbox.meet([EMPTY], 'a');
  outbox.write(7, { scores: full(8, 9, 7) });
  outbox.validate(7);
  await rest();
  outbox.write(7, { scores: { cost_use: 3 } });
  await rest();
  Object.assign(server, { versions: [], counting: 0, at: 0, ops: new Map() });
  outbox.meet([current()], 'b');
  await rest();
  assert.deepEqual(
    server.versions.map((version) => [version.scores.cost_use, version.final]),
    [
      [7, true],
      [3, false],
    ],
  );
  assert.equal(server.counting, 1);
});

/** A ballot validated at revision 3, and the server back at the draft it was before. */
const VALIDATED = answered(
  posted(
    validated(
      wrote(begun(told({ revision: 2, state: 'draft', scores: full(5, null, null), saved_at_ms: 500 }), 'a'), { scores: full(8, 9, 7) }, 1),
      1,
    ),
    'x',
  ),
  'x',
  200,
  ok(3, true),
);
const EARLIER = told({ revision: 1, state: 'draft', scores: full(5, null, null), saved_at_ms: 400 });

test('what is owed names the receipt it had, and nothing else does', () => {
  const back = met(VALIDATED, EARLIER, 'b');
  assert.deepEqual([posted(back, 'y').sending.again, posted(back, 'y').sending.base, posted(back, 'y').sending.final], ['K4-3', 1, true]);
  assert.equal('again' in posted(wrote(VALIDATED, { scores: { cost_use: 1 } }, 2), 'z').sending, false);
});

test('a tablet that writes before it is told of the older backup owes it the validated version all the same', () => {
  const sent = posted(wrote(VALIDATED, { comment: 'clear' }, 2), 'y');
  const back = answered(sent, 'y', 409, { current: EARLIER });
  assert.deepEqual([back.scores, back.comment, back.conflict], [full(8, 9, 7), 'clear', null]);
  const owed = posted(back, 'z');
  assert.deepEqual([owed.sending.scores, owed.sending.comment, owed.sending.final, owed.sending.base], [full(8, 9, 7), '', true, 1]);
  const paid = answered(owed, 'z', 200, ok(2, true));
  assert.deepEqual([posted(paid, 'w').sending.comment, posted(paid, 'w').sending.base], ['clear', 2]);
  assert.equal(met(paid, told({ ...EARLIER, ...paid.known, state: 'validated' }), 'b').owed, null);
});

test('a ballot written anew up to the revision this tablet knows is not overwritten from before the older backup', () => {
  const sent = posted(wrote(VALIDATED, { scores: { cost_use: 1 } }, 2), 'y');
  assert.deepEqual([sent.sending.base, sent.sending.epoch], [3, 'a']);
  const anew = told({ revision: 3, state: 'validated', counts: true, scores: full(5, 9, 3), saved_at_ms: 9000, receipt: 'K4-9' });
  const after = answered(sent, 'y', 409, { current: { ...anew, epoch: 'b' } });
  assert.deepEqual([torn(after), after.epoch, waits(after)], [['cost_use'], 'b', false]);
});

test('what was paid before the older backup was told is no quarrel of the tablet with itself', () => {
  const back = met(wrote(VALIDATED, { scores: { cost_use: 1 } }, 2), EMPTY, 'b');
  const paid = told({ revision: 1, state: 'validated', counts: true, scores: full(8, 9, 7), saved_at_ms: 9000, receipt: 'K4-9' });
  const after = answered(posted(back, 'y'), 'y', 409, { current: paid });
  assert.deepEqual([after.conflict, after.owed, after.scores.cost_use], [null, null, 1]);
  assert.deepEqual([posted(after, 'z').sending.base, posted(after, 'z').sending.final], [1, false]);
});

test('what was under way for a server that went back is made anew on its revision', () => {
  const back = met(posted(validated(wrote(VALIDATED, { scores: { cost_use: 1 } }, 2), 2), 'y'), EARLIER, 'b');
  assert.equal(back.sending, null);
  const paid = answered(posted(back, 'z'), 'z', 200, ok(2, true));
  assert.deepEqual(
    [posted(paid, 'w').sending.scores.cost_use, posted(paid, 'w').sending.final, posted(paid, 'w').sending.base],
    [1, true, 2],
  );
});

test('a draft of another device, newer than the backup, does not keep a validated version from coming back', () => {
  const draft = told({ revision: 2, state: 'draft', scores: full(5, 4, null), saved_at_ms: 9000 });
  const back = met(VALIDATED, draft, 'b');
  assert.deepEqual([posted(back, 'y').sending.scores, posted(back, 'y').sending.final], [full(8, 9, 7), true]);
});

test('in the same epoch an old page owes nothing, and a newer ballot is taken', () => {
  const ballot = answered(posted(validated(wrote(begun(EMPTY, 'a'), { scores: full(8, 9, 7) }, 1), 1), 'x'), 'x', 200, ok(1, true));
  assert.equal(met(ballot, EMPTY, 'a').known.revision, 1);
  const newer = met(ballot, told({ revision: 2, state: 'draft', counts: true, scores: full(8, 9, 2), saved_at_ms: 2000 }), 'a');
  assert.deepEqual([newer.scores.cost_use, newer.known.revision, waits(newer)], [2, 2, false]);
});

const SEEN = told({ revision: 1, state: 'draft', scores: full(5, 5, null), saved_at_ms: 1000 });
const meets = (mine, theirs, final = false) => {
  let ballot = wrote(begun(SEEN, 'a'), mine, 2);
  if (final) ballot = validated(ballot, 3);
  const body = { current: told({ revision: 2, state: 'draft', saved_at_ms: 2000, ...theirs }) };
  return answered(posted(ballot, 'x'), 'x', 409, body);
};

test('409: criteria touched on one side only join by themselves', () => {
  const ballot = meets({ scores: { innovation: 8 } }, { scores: full(5, 9, null), comment: 'there' });
  assert.deepEqual([ballot.scores, ballot.comment, ballot.conflict], [full(8, 9, null), 'there', null]);
  assert.equal(posted(ballot, 'y').sending.base, 2);
});

test('409: what both touched is chosen by the juror, and nothing is sent before', () => {
  const ballot = meets({ scores: { innovation: 8, cost_use: 4 } }, { scores: full(6, 5, 4) });
  assert.deepEqual([torn(ballot), waits(ballot), verdict(ballot, 'open', CRITERIA)], [['innovation'], false, 'conflict']);
  assert.equal(chose(ballot, {}, 9), ballot);
  const after = chose(ballot, { innovation: 'there' }, 9);
  assert.deepEqual([after.known.revision, after.scores, waits(after)], [2, full(6, 5, 4), false]);
  const mine = posted(chose(ballot, { innovation: 'here' }, 9), 'z');
  assert.deepEqual([mine.sending.base, mine.sending.op, mine.sending.scores, mine.sending.final], [2, 'z', full(8, 5, 4), false]);
});

test('beside the two columns, a field written now where the other device wrote too is to choose as well', () => {
  const ballot = meets({ scores: { innovation: 8 } }, { scores: full(6, 9, null) });
  assert.deepEqual(torn(ballot), ['innovation']);
  const more = wrote(ballot, { scores: { transferability: 2 } }, 5);
  assert.deepEqual(torn(more), ['innovation', 'transferability']);
  assert.equal(chose(more, { innovation: 'here' }, 9), more);
  const agreed = wrote(ballot, { scores: { innovation: 6 } }, 5);
  assert.deepEqual([agreed.conflict, agreed.scores, agreed.known.revision], [null, full(6, 9, null), 2]);
});

test('409: what was validated stays so only if nothing in it moved', () => {
  assert.equal(meets({ scores: full(8, 8, 8) }, { scores: full(5, 5, null), comment: 'there' }, true).final, false);
  assert.equal(meets({ scores: full(8, 8, 8) }, { scores: full(5, 5, null) }, true).final, true);
  const same = meets({ scores: full(8, 8, 8) }, { scores: full(8, 8, 8), state: 'validated', counts: true }, true);
  assert.equal(verdict(same, 'open', CRITERIA), 'validated');
});

test('refused: everything typed is kept, nothing is repeated until it changes or the page meets the server again', () => {
  const sent = posted(validated(wrote(begun(EMPTY, 'a'), { scores: full(8, 9, 7), comment: 'late' }, 1), 1), 'x');
  const late = answered(sent, 'x', 410, { detail: 'closed' });
  assert.deepEqual([late.scores, late.comment, waits(late), late.refused.detail], [full(8, 9, 7), 'late', false, 'closed']);
  assert.equal(verdict(late, 'closed', CRITERIA), 'late');
  assert.equal(posted(met(late, EMPTY, 'a'), 'again').sending.final, true);
  const draft = answered(sent, 'x', 422, { detail: 'incomplete', draft_revision: 1, fields: { cost_use: 'choose' } });
  assert.deepEqual([draft.known.revision, draft.refused.fields, waits(draft)], [1, { cost_use: 'choose' }, false]);
  assert.equal(posted(wrote(draft, { scores: { cost_use: 3 } }, 2), 'y').sending.base, 1);
});

test('changed after closing: what was validated before counts, and the tablet says so', () => {
  const counting = begun(told({ revision: 1, state: 'validated', counts: true, scores: full(2, 8, 10), saved_at_ms: 9 }), 'a');
  assert.equal(verdict(counting, 'closed', CRITERIA), 'locked');
  const changed = wrote(counting, { scores: { innovation: 7 } }, 1);
  assert.deepEqual([verdict(changed, 'closed', CRITERIA), changed.counted.scores], ['after', full(2, 8, 10)]);
  assert.equal(verdict(wrote(begun(EMPTY, 'a'), { scores: { innovation: 7 } }, 1), 'closed', CRITERIA), 'late');
});

test('an answer to another op changes nothing', () => {
  const ballot = posted(wrote(begun(EMPTY, 'a'), { scores: full(1, null, null) }, 1), 'x');
  assert.equal(answered(ballot, 'other', 200, ok(1, false)), ballot);
});

test('the tablet may leave what is empty, on its way or validated, and nothing else', () => {
  const empty = begun(EMPTY, 'a');
  const draft = wrote(empty, { scores: full(1, 2, 3) }, 1);
  assert.deepEqual(
    [finished(null, CRITERIA), finished(empty, CRITERIA), finished(draft, CRITERIA), finished(validated(draft, 2), CRITERIA)],
    [true, true, false, true],
  );
});

test('the first answer after a silence sends at once whatever else waits', async () => {
  const sent = [];
  let down = true;
  let serial = 0;
  const stored = new Map();
  const store = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => stored.set(key, text),
    removeItem: (key) => stored.delete(key),
  };
  const outbox = new Outbox({
    drawer: new Drawer(store, 'p'),
    attempt: async (team) => {
      if (down) throw new Error('nobody');
      sent.push(team);
      return { status: 200, body: ok(1, true) };
    },
    pause: () => 8000,
    newOp: () => `op${(serial += 1)}`,
    now: () => 42,
    later: () => 0, // nothing goes by itself
    cancel: () => {},
    told: () => {},
  });
  const tick = () => new Promise((resume) => setImmediate(resume));
  outbox.meet(
    [7, 8, 9, 10].map((team) => told({ team })),
    'a',
  );
  for (const team of [7, 8, 9]) {
    outbox.write(team, { scores: full(8, 9, 7) });
    outbox.validate(team);
  }
  await tick();
  assert.deepEqual(
    [7, 8, 9].map((team) => box(outbox.read(team), outbox.way(team))),
    ['failed', 'failed', 'failed'],
  );
  down = false;
  // A ballot that never failed is answered first: the others wait no longer.
  outbox.write(10, { scores: full(8, 9, 7) });
  outbox.validate(10);
  await tick();
  assert.deepEqual(sent, [10, 7, 8, 9]);
});

test('a browser that stores nothing says so, and the page still holds everything', async () => {
  const { server, tablet, rest, stored, drawer } = world();
  const outbox = tablet();
  stored.set = () => {
    throw new Error('full');
  };
  outbox.meet([EMPTY], 'a');
  outbox.write(7, { scores: full(8, 9, 7) });
  outbox.validate(7);
  await rest();
  assert.deepEqual([drawer.keeps, server.counting, verdict(outbox.read(7), 'open', CRITERIA)], [false, 1, 'validated']);
});

test('once the day is announced, what was acknowledged leaves the tablet, and only that', async () => {
  const { server, tablet, rest, stored } = world();
  const outbox = tablet();
  outbox.meet([EMPTY, told({ team: 8 })], 'a');
  outbox.write(7, { scores: full(8, 9, 7) });
  outbox.validate(7);
  await rest();
  server.down = true;
  outbox.write(8, { comment: 'not sent' });
  outbox.forget();
  assert.deepEqual([...stored.keys()], ['p.8']);
});

test('a ballot moved to another team is forgotten here, even by a server back from a backup', async () => {
  const { server, tablet, rest, drawer } = world();
  const outbox = tablet();
  outbox.meet([EMPTY, { ...EMPTY, team: 8 }], 'a');
  outbox.write(7, { scores: full(7, 8, 9) });
  outbox.validate(7);
  await rest();
  assert.equal(outbox.settled(7), true);
  const left = told({ revision: 2, saved_at_ms: 2000, receipt: 'K4-2' });
  const arrived = told({
    team: 8,
    revision: 1,
    state: 'validated',
    counts: true,
    scores: full(7, 8, 9),
    saved_at_ms: 2000,
    receipt: 'K4-3',
  });
  outbox.replace([left, arrived]);
  assert.deepEqual(drawer.read(7).scores, {});
  assert.deepEqual(drawer.read(8).scores, full(7, 8, 9));
  const calls = server.calls;
  outbox.meet([EMPTY], 'b');
  await rest();
  assert.equal(server.calls, calls);
});

test('another tablet of the juror learns that a ballot was moved, and owes it to nobody', () => {
  const counted = {
    ...begun(told({ revision: 1, state: 'validated', counts: true, scores: full(1, 2, 3), saved_at_ms: 1000, receipt: 'K4-1' }), 'a'),
  };
  const moved = met(counted, told({ revision: 2, saved_at_ms: 2000, receipt: 'K4-2' }), 'a');
  assert.equal(moved.counted, null);
  assert.equal(waits(met(moved, EMPTY, 'b')), false);
});
