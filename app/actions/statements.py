"""What the authority states about itself and this site: replaced by a form, every version kept.

Of no event, so in no event's journal: the versions themselves say who stated what, and when.
"""

from collections.abc import Mapping
from typing import Any

from app import access, changes, clock, translations
from app.access import Identity
from app.domain import statements as rules
from app.domain.errors import Refusal, Stale
from app.models import Statement
from app.queries import statements as reading


def replace(actor: Identity, base: int, given: Mapping[str, str]) -> int:
    """Keep what a form that was drawn from version `base` changes; returns how many statements that is.

    A text left as it comes with the software is an empty statement. Sent twice, a form changes nothing the second time.
    Raises Invalid at each statement that cannot be kept; Stale, with both versions, where somebody else changed the
    same one otherwise, and then keeps nothing; Refusal 401 where the actor's account is gone.
    """
    kept = {name: _said(name, text) for name, text in rules.judged(given).items()}
    with changes.transaction() as session:
        if not access.still_valid(session, actor) or not actor.may("statements"):
            raise Refusal(401, "Enter with your link first.")
        now = reading.standing(session)
        newest = reading.newest(now)
        # A version that is not there yet was drawn from data that a backup has since replaced: nothing is known of it.
        before = reading.standing(session, base if base <= newest else 0)
        stated = reading.texts(now)
        merged = rules.merged(reading.texts(before), stated, kept)
        if merged.contested:
            raise Stale("This was changed meanwhile.", _both(newest, stated | merged.changed, merged.contested))
        rules.honest(stated | merged.changed)
        at_ms = clock.now_ms()
        for name, text in merged.changed.items():
            session.add(Statement(name=name, text=text, saved_at_ms=at_ms, author=actor.label))
    return len(merged.changed)


def _said(name: str, text: str) -> str:
    """A statement as it is kept: nothing, where it only repeats what we come with."""
    page, _, language = name.partition(".")
    return "" if language and text == translations.statement(page, language) else text


def _both(base: int, mine: dict[str, str], contested: frozenset[str]) -> dict[str, Any]:
    """What the writer goes on from: their own changes, made on what stands now, and where the other's differ."""
    return {"base": base, "texts": mine, "contested": sorted(contested)}
