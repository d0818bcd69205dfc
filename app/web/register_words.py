"""The entry of the register of processing, article 30 of the GDPR: blocks that a page, a PDF and a text show alike."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.models import Event
from app.queries.retention import Retention
from app.web.formats import full_day_in_words, plain
from app.web.minutes_parts import Block, heading, items, paragraph


def composed(event: Event, stated: Mapping[str, str], kept: Retention, now_ms: int) -> dict[str, Any]:
    """The entry of an event; `stated` is what the authority says of itself, and what nobody said is told as missing."""
    blocks = [block for title, said in _parts(event, stated, kept) for block in (heading(title), _block(said))]
    return {
        "title": _("Register of processing: an entry"),
        "event": ", ".join(part for part in (event.name, event.place) if part),
        "reference": plain(full_day_in_words(event.date)),
        "language": str(get_locale()),
        "at_ms": now_ms,
        "foot": _("Drawn from the settings of the event and of this site."),
        "page": _("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        "blocks": [block for block in blocks if block],
    }


def _block(said: str | list[str]) -> Block | None:
    return paragraph(said) if isinstance(said, str) else items(said)


def _parts(event: Event, stated: Mapping[str, str], kept: Retention) -> list[tuple[str, str | list[str]]]:
    missing = _("Not stated yet.")
    authority = [stated[name] for name in ("authority", "address", "contact") if stated.get(name)]
    together = [line.strip() for line in (event.controllers or "").splitlines() if line.strip()]
    return [
        (_("Controller"), ", ".join(authority) or missing),
        (_("Joint controllers"), together or _("None is named.")),
        (_("Data protection officer"), stated.get("officer") or missing),
        (
            _("Purpose"),
            _(
                "To run “%(event)s”: agenda, scores and decision of a jury, announcement, what teams are told.",
                event=event.name,
            ),
        ),
        (
            _("People and data"),
            [
                _("Jurors: name, function, authority, scores and comments, recusals and their reasons, presence."),
                _("Teams: the names on their sheet, the contact that they choose to publish."),
                _("Coaches: name, authority, the tables that they went to."),
                _("Organisers: the name of their account, the acts that it signed."),
                _("The room: for the favourite vote, a number drawn for the device, no name."),
            ],
        ),
        *_what_becomes_of_it(stated.get("host") or missing, kept),
    ]


def _what_becomes_of_it(host: str, kept: Retention) -> list[tuple[str, str | list[str]]]:
    """Who receives the data, for how long it is kept, and how it is protected."""
    until = plain(full_day_in_words(kept.until.isoformat()))
    months = ngettext("%(num)s month", "%(num)s months", kept.months)
    return [
        (
            _("Who receives them"),
            [
                _("The organisers and the chair: all of it. A juror: their own scores."),
                _("The team: what the jury tells it, without a name. Everybody: the laureates, published contacts."),
                _("The archives service: the archive of the event."),
                _("Host of the server: %(host)s", host=host),
            ],
        ),
        (_("Outside the European Union"), _("Nothing is sent elsewhere by this software.")),
        (
            _("How long"),
            [
                _(
                    "Named scores: %(months)s after the event, until %(day)s; then each juror is called by a number.",
                    months=months,
                    day=until,
                ),
                _("The scores without names, the journal and the minutes: as the rules on public archives say."),
                _("Somebody who asks to be erased: at once, but while the jury scores."),
            ],
        ),
        (
            _("How they are protected"),
            [
                _("Links of one person each, that can be revoked; passwords kept as digests."),
                _("A journal in which nothing can be altered unseen; texts that name people are kept apart from it."),
                _("Backups that are marked secret; no score and no comment in the logs."),
            ],
        ),
    ]
