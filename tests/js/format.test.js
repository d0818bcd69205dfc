// The same figures as tests/web/test_formats.py, and those that only scripts write.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { age, band, decimal, hour, hourInSentence, hourWithSeconds, signedMinutes } from '../../static/js/lib/format.js';

const text = readFileSync(new URL('../cases/formats.json', import.meta.url), 'utf8');
const cases = JSON.parse(text, (_key, value) =>
  typeof value === 'string' ? value.replaceAll('~', '\u00a0').replaceAll('_', '\u202f') : value,
);

test('hours, in columns and in sentences', () => {
  for (const [ms, column, french, english] of cases.hours) {
    assert.equal(hour(ms, cases.zone), column);
    assert.equal(hourInSentence(ms, cases.zone, 'fr'), french);
    assert.equal(hourInSentence(ms, cases.zone, 'en'), english);
  }
});

test('clocks with their seconds', () => {
  for (const [ms, written] of cases.clocks) assert.equal(hourWithSeconds(ms, cases.zone), written);
});

test('decimals', () => {
  for (const [figure, french, english] of cases.decimals) {
    assert.equal(decimal(figure, 'fr'), french);
    assert.equal(decimal(figure, 'en'), english);
  }
});

test('lags, with a true minus', () => {
  for (const [minutes, bare, withUnit] of cases.lags) {
    assert.equal(signedMinutes(minutes), bare);
    assert.equal(signedMinutes(minutes, true), withUnit);
  }
});

test('how far an hour may move', () => {
  for (const [ms, said] of cases.bands) assert.equal(band(ms), said, `${ms} ms`);
});

test('the clock of the desk', () => {
  assert.equal(hourWithSeconds(1574949905000, cases.zone), '15:05:05');
});

test('ages in their natural unit', () => {
  const said = [0, 59, 60, 3599, 3600, -1].map(age);
  assert.deepEqual(said, ['0\u00a0s', '59\u00a0s', '1\u00a0min', '59\u00a0min', '1\u00a0h', '0\u00a0s']);
});

test('French counts none and one alike, English only one', async () => {
  for (const [language, place] of [
    ['fr', 1],
    ['en', 2],
  ]) {
    globalThis.document = { documentElement: { dataset: {}, lang: language }, getElementById: () => null };
    const { tn } = await import(`../../static/js/lib/page.js?${language}`);
    for (const found of cases.counts) assert.equal(tn('one', 'many', found[0]), found[place], `${language} ${found[0]}`);
  }
});
