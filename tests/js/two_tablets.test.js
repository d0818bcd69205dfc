// Two tablets of one juror, the outbox as it is, through histories drawn from a seed: answers get lost, tablets sleep and
// are reloaded. Whatever differs from the version before was written or chosen on the tablet that sent it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { torn } from '../../static/js/lib/joined.js';
import { differences } from '../../static/js/lib/merge.js';
import { Outbox } from '../../static/js/lib/outbox.js';
import { Drawer } from '../../static/js/lib/storage.js';

const HISTORIES = 100;
const STEPS = 40;
const CRITERIA = ['innovation', 'transferability', 'cost_use'];
const EMPTY = { team: 7, revision: 0, state: 'empty', counts: false, scores: {}, comment: '', saved_at_ms: null, receipt: null };

/** Numbers in [0, 1) from a seed: mulberry32. */
function drawn(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One ballot as the interface says; `looks` false takes the look at the base away. */
function serverOf(looks) {
  const versions = [];
  const ops = new Map();
  let counting = null;
  const told = () => {
    const last = versions.at(-1);
    return last ? { ...EMPTY, ...last, state: last.final ? 'validated' : 'draft', counts: counting !== null } : EMPTY;
  };
  const judged = (body) => {
    if (looks && body.base !== versions.length) return { status: 409, body: { current: told() } };
    const revision = versions.length + 1;
    const saved_at_ms = revision * 1000;
    versions.push({ revision, scores: body.scores, comment: body.comment, final: body.final, saved_at_ms, receipt: `K4-${revision}` });
    if (body.final) counting = versions.at(-1);
    return { status: 200, body: { revision, counts: counting !== null, receipt: `K4-${revision}`, saved_at_ms } };
  };
  const put = (body) => {
    if (!ops.has(body.op)) ops.set(body.op, judged(body));
    return ops.get(body.op);
  };
  return { versions, put, told, overwritten: [] };
}

/** One tablet: its storage outlives its pages. */
function tabletOf(server, chance, name) {
  const stored = new Map();
  const store = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, text) => stored.set(key, text),
    removeItem: (key) => stored.delete(key),
  };
  const tablet = { outbox: null, timers: new Map(), sent: [], meant: new Set(), page: 0, name };
  let serial = 0;
  const drawer = new Drawer(store, name);
  tablet.open = () => {
    const page = (tablet.page += 1);
    tablet.timers.clear();
    tablet.outbox = new Outbox({
      drawer,
      attempt: async (_team, body) => {
        if (page !== tablet.page || chance() < 0.2) throw new Error('never left');
        const before = server.versions.length;
        const last = server.versions.at(-1) ?? EMPTY;
        const answer = structuredClone(server.put(structuredClone(body)));
        if (server.versions.length > before) {
          const unseen = differences(last, server.versions.at(-1)).filter((field) => !tablet.meant.has(field));
          server.overwritten.push(...unseen.map((field) => `${name}: ${field}`));
        }
        if (page !== tablet.page || chance() < 0.25) throw new Error('the answer was lost');
        return answer;
      },
      pause: () => 1,
      newOp: () => `${name}${(serial += 1)}`,
      now: () => 42,
      later: (work, ms) => {
        tablet.timers.set((serial += 1), { work, ms, page });
        return serial;
      },
      cancel: (timer) => tablet.timers.delete(timer),
      told: () => {},
    });
    tablet.outbox.meet([structuredClone(server.told())], 'a');
  };
  tablet.open();
  return tablet;
}

const tick = () => new Promise((resume) => setImmediate(resume));

async function awake(tablet) {
  const due = [...tablet.timers.values()];
  tablet.timers.clear();
  for (const { work } of due) work();
  await tick();
}

async function live(seed, looks = true) {
  const chance = drawn(seed);
  const pick = (things) => things[Math.floor(chance() * things.length)];
  const server = serverOf(looks);
  const tablets = [tabletOf(server, chance, 'A'), tabletOf(server, chance, 'B')];
  const acts = {
    async score(tablet) {
      const field = pick(CRITERIA);
      tablet.meant.add(field);
      tablet.outbox.write(7, { scores: { [field]: pick([null, 0, 5, 10]) } });
    },
    async comment(tablet) {
      tablet.meant.add('comment');
      tablet.outbox.write(7, { comment: pick(['', 'clear', 'costly']) });
    },
    async validate(tablet) {
      if (CRITERIA.every((key) => (tablet.outbox.read(7).scores[key] ?? null) !== null)) tablet.outbox.validate(7);
      await tick();
    },
    async choose(tablet) {
      const fields = torn(tablet.outbox.read(7));
      for (const field of fields) tablet.meant.add(field);
      if (fields.length) tablet.outbox.choose(7, Object.fromEntries(fields.map((field) => [field, pick(['here', 'there'])])));
      await tick();
    },
    reload: async (tablet) => tablet.open(),
    wake: awake,
  };
  for (let step = 0; step < STEPS; step += 1) {
    const tablet = pick(tablets);
    // Once all of it is known to the server, the juror means nothing more than they see.
    if (tablet.outbox.settled(7)) tablet.meant.clear();
    await acts[pick(['score', 'score', 'score', 'comment', 'validate', 'choose', 'reload', 'wake', 'wake', 'wake'])](tablet);
  }
  return { server, tablets, acts };
}

test(`${HISTORIES} histories: nothing is overwritten unseen, and both tablets end with what the server has`, async () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const { server, tablets, acts } = await live(seed);
    for (let turn = 0; turn < 60; turn += 1) {
      for (const tablet of tablets) {
        await acts.choose(tablet);
        await awake(tablet);
        if (tablet.outbox.settled(7)) tablet.outbox.meet([structuredClone(server.told())], 'a');
      }
    }
    const last = server.versions.at(-1) ?? EMPTY;
    for (const { outbox, name } of tablets) {
      assert.equal(outbox.settled(7), true, `seed ${seed}: ${name} is not settled`);
      assert.deepEqual(differences(outbox.read(7), last), [], `seed ${seed}: ${name} shows something else`);
    }
    assert.deepEqual(server.overwritten, [], `seed ${seed}`);
    assert.equal(
      server.told().counts,
      server.versions.some(({ final }) => final),
    );
  }
});

test('control: where the server does not look at the base, an overwrite is found', async () => {
  let seed = 0;
  let found = [];
  while (!found.length && seed < HISTORIES) found = (await live((seed += 1), false)).server.overwritten;
  assert.notDeepEqual(found, []);
});
