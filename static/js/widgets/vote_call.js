// The jury is called to a vote: a way to it on every page of the tablet, while one is open.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';

export function voteCall() {
  live.on('progress', ({ vote }) => {
    byId('vote-call').hidden = vote === null;
  });
}
