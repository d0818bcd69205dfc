// The timer alone, for a phone: the desk's face and acts, nothing else.
import { commander } from '../lib/command.js';
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { refusal } from '../widgets/refusal.js';
import { runActs } from '../widgets/run_acts.js';
import { lateness, runDown } from '../widgets/run_down.js';
import { inRunOrder } from '../widgets/run_order.js';
import { shortcuts } from '../widgets/shortcuts.js';
import { speakerWords } from '../widgets/speaker_words.js';
import { stageTimer } from '../widgets/stage_timer.js';
import { timerActs } from '../widgets/timer_acts.js';
import { timerVoice } from '../widgets/timer_voice.js';

/** @param {any} stage */
const took = (stage) => live.take('stage', stage);
const desk = refusal(byId('refusal'));
const command = commander(desk, (path, current) => path === 'timer' && took(current));
const face = stageTimer(byId('timer'));
const voice = timerVoice();
const speaker = speakerWords(byId('speaker'), command);
const acts = timerActs(byId('timer'), command, took);
const run = runDown(byId('run-down'), null, acts.call);
const order = runActs(byId('run-down'), desk);

for (const hear of [order.agenda, face.agenda, voice.agenda, run, lateness(byId('late'))]) live.on('agenda', hear);
for (const hear of [face.stage, voice.stage, acts.stage, speaker.stage]) live.on('stage', hear);
inRunOrder(byId('run-down'), order.drawn);
live.freshness(freshnessBadge(byId('freshness')));
shortcuts(byId('shortcuts'), acts.key, speaker.key, order.key);
dayClock();
live.start();
