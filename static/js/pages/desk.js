// The organiser's desk: every widget hears its topics, every command goes through one voice.
import '../widgets/dialog.js';
import { commander } from '../lib/command.js';
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { announcement } from '../widgets/announcement.js';
import { ballotGrid } from '../widgets/ballot_grid.js';
import { dayClock } from '../widgets/day_clock.js';
import { dayState } from '../widgets/day_state.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { refusal } from '../widgets/refusal.js';
import { remains } from '../widgets/remains.js';
import { remedies } from '../widgets/remedies.js';
import { roomView } from '../widgets/room_view.js';
import { runActs } from '../widgets/run_acts.js';
import { lateness, runDown } from '../widgets/run_down.js';
import { inRunOrder } from '../widgets/run_order.js';
import { screens } from '../widgets/screens.js';
import { shortcuts } from '../widgets/shortcuts.js';
import { speakerWords } from '../widgets/speaker_words.js';
import { stageTimer } from '../widgets/stage_timer.js';
import { timerActs } from '../widgets/timer_acts.js';
import { timerVoice } from '../widgets/timer_voice.js';

/** The stage as an answer brought it: shown at once, the push only confirms it. @param {any} stage */
const took = (stage) => live.take('stage', stage);
const desk = refusal(byId('refusal'));
const command = commander(desk, (path, current) => path === 'timer' && took(current));

const face = stageTimer(byId('timer'));
const voice = timerVoice();
const acts = timerActs(byId('timer'), command, took);
const grid = ballotGrid(byId('ballots'));
const day = dayState(byId('day'), command);
const room = roomView(byId('room'), (sight) => command('visibility', sight));
const speaker = speakerWords(byId('speaker'), command);
const toAll = announcement(byId('announcement'), command);
const run = runDown(byId('run-down'), byId('overrun'), acts.call);
const order = runActs(byId('run-down'), desk);
const late = lateness(byId('late'));
const left = remains(document.getElementById('remains'));

for (const hear of [order.agenda, face.agenda, voice.agenda, run, late, grid.agenda, remedies(order.fit)]) live.on('agenda', hear);
for (const hear of [face.stage, voice.stage, acts.stage, grid.stage, speaker.stage, left.stage]) live.on('stage', hear);
for (const hear of [grid.progress, day.progress, left.progress]) live.on('progress', hear);
for (const hear of [room, day.day, grid.day, toAll, left.day]) live.on('day', hear);
live.on(
  'screens',
  screens(byId('screens'), command, (answer) => live.take('screens', answer)),
);
inRunOrder(byId('run-down'), order.drawn);
live.freshness(freshnessBadge(byId('freshness')));
shortcuts(byId('shortcuts'), acts.key, speaker.key, order.key);
dayClock();
live.start();
