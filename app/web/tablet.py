"""What the jury's pages share: whose they are, their ballots, and the island that the tablet's script starts from."""

from typing import Any

from app.access import Identity
from app.domain import ballots as rules
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event, Juror
from app.queries import ballots, day, records, standing
from app.queries import rehearsal as trial
from app.web import pages

TOPICS = ("day", "stage", "agenda", "progress")
SHEET = ("problem", "solution", "implementation", "cost")


def juror_of(event: Event, identity: Identity) -> Juror:
    """The juror who reads; Refusal 404 where the tables know them no more."""
    juror = records.juror(db.session(), event, identity.subject)
    if juror is None:
        raise Refusal(404, "There is no such juror.")
    return juror


def page(
    template: str, module: str, event: Event, identity: Identity, number: int | None = None, **context: Any
) -> str:
    """Render a page of the tablet: the juror's own ballots, and the one of team `number` where it is open."""
    juror = juror_of(event, identity)
    known = ballots.grid(db.session(), event)
    mine = {ballot["team"]: ballot for ballot in ballots.of_juror(db.session(), event, juror)}
    island = {
        "juror": juror.key,
        "loaded_at_ms": event.loaded_at_ms,
        "team": number,
        "ballots": list(mine.values()),
        **standing.of(db.session(), event, juror, known),
        "explained": explained(event),
        "sheets": {team.number: {name: getattr(team, name) for name in SHEET} for team in known.teams},
    }
    return pages.render(
        template,
        event,
        identity,
        TOPICS,
        module,
        island,
        juror=juror,
        seat=standing.seat(known, juror),
        number=number,
        may_write=rules.is_open(event.scoring, juror.reopened),
        ballots=mine,
        criteria=criteria_in_words(event),
        rehearses=trial.is_on(db.session(), event) and not any(ballot["revision"] for ballot in mine.values()),
        **context,
    )


def explained(event: Event) -> list[int]:
    """The scores that ask for a comment before the ballot can count."""
    return [event.scale_min, event.scale_max] if event.comment_at_extremes else []


def criteria_in_words(event: Event) -> list[dict[str, Any]]:
    """What each ruler says: the criterion, its question, its weight, the words of its levels by score."""
    return [
        {
            "key": row.key,
            "label": row.label,
            "description": row.description,
            "weight": row.weight,
            "levels": {int(score): words for score, words in row.levels.items()},
        }
        for row in day.criteria(db.session(), event)
    ]
