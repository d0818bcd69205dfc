// What a step of the reveal says; its twin in templates/macros/reveal_words.html runs the same cases.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const { event, organisations, cases } = JSON.parse(readFileSync(new URL('../cases/reveal.json', import.meta.url), 'utf8'));
const island = { organisations: Object.fromEntries(Object.entries(organisations).map(([key, name]) => [key, { name }])) };
globalThis.document = { documentElement: { dataset: {}, lang: 'en' }, getElementById: () => ({ textContent: JSON.stringify(island) }) };
const { wordsOf } = await import('../../static/js/lib/reveal_words.js');

const NOTHING = { before: '', figure: '', after: '', title: '', team: '', foot: '' };

for (const { name, shown, words } of cases) {
  test(name, () => assert.deepEqual(wordsOf(shown, event), { ...NOTHING, ...words }));
}
