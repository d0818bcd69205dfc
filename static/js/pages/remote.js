// The presenter's remote: a phone in the hand, or the desk.
import '../widgets/dialog.js';
import { commander } from '../lib/command.js';
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';
import { blindMode } from '../widgets/blind_mode.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { refusal } from '../widgets/refusal.js';
import { revealRemote } from '../widgets/reveal_remote.js';
import { shortcuts } from '../widgets/shortcuts.js';

// A refused plan is shown under the address it was sent to: what is asked for again is the remote.
if (location.pathname.endsWith('/plan')) history.replaceState(null, '', `/${page.event}/desk/reveal`);

/** @param {any} reveal */
const took = (reveal) => live.take('reveal', reveal);
const command = commander(refusal(byId('refusal')), (_path, current) => took(current));
const remote = revealRemote(byId('remote'), command, took);

live.on('reveal', remote.hear);
live.freshness(freshnessBadge(byId('freshness')));
shortcuts(byId('shortcuts'), remote.key);
blindMode(/** @type {HTMLInputElement} */ (byId('blind')));
live.start();
