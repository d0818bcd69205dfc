// The timer alone, for a phone: the desk's face and acts, nothing else.
import { commander } from '../lib/command.js';
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { refusal } from '../widgets/refusal.js';
import { lateness } from '../widgets/run_down.js';
import { shortcuts } from '../widgets/shortcuts.js';
import { speakerWords } from '../widgets/speaker_words.js';
import { stageTimer } from '../widgets/stage_timer.js';
import { timerActs } from '../widgets/timer_acts.js';
import { timerVoice } from '../widgets/timer_voice.js';

/** @param {any} stage */
const took = (stage) => live.take('stage', stage);
const command = commander(refusal(byId('refusal')), (path, current) => path === 'timer' && took(current));
const face = stageTimer(byId('timer'));
const voice = timerVoice();
const speaker = speakerWords(byId('speaker'), command);
const acts = timerActs(byId('timer'), command, took);

for (const hear of [face.agenda, voice.agenda, lateness(byId('late'))]) live.on('agenda', hear);
for (const hear of [face.stage, voice.stage, acts.stage, speaker.stage]) live.on('stage', hear);
live.freshness(freshnessBadge(byId('freshness')));
shortcuts(byId('shortcuts'), acts.key, speaker.key);
dayClock();
live.start();
