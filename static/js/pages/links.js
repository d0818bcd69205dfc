// The access cards: printing, and the dialog that asks before a link is revoked.

import { byId, one, setText } from '../lib/dom.js';
import { openDialog } from '../widgets/dialog.js';
import { printButton } from '../widgets/print_button.js';

const dialog = byId('revoke');

for (const card of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('[data-revoke]'))) {
  one(card, 'summary').addEventListener('click', (event) => {
    event.preventDefault();
    setText(one(dialog, '[data-revoked]'), card.dataset.revoke ?? '');
    /** @type {HTMLFormElement} */ (one(dialog, 'form')).action = /** @type {HTMLFormElement} */ (one(card, 'form')).action;
    openDialog(dialog.id);
  });
}

printButton();
