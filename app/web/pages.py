"""Rendering a page: its island of JSON, its language, and who reads it."""

from typing import Any

from flask import render_template
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from app import changes, clock
from app import topics as every_topic
from app.access import Identity
from app.domain import official
from app.extensions import db
from app.models import Event, Organisation
from app.queries import palmares, records, statements
from app.web import figures, language
from app.web.command import new_op

SHAPES = ("disc", "square", "hexagon", "arch", "leaf")


def render(
    template: str,
    event: Event | None = None,
    identity: Identity | None = None,
    topics: tuple[str, ...] = (),
    module: str | None = None,
    island: dict[str, Any] | None = None,
    **context: Any,
) -> str:
    """Render a template with the island its script starts from: snapshots of `topics` as this identity hears them."""
    if event is not None:
        language.of_event(event.language)
    page = _page(event, identity, topics, module) | (island or {})
    return render_template(
        template,
        event=event,
        identity=identity,
        role=identity.role if identity else None,
        page=page,
        module=module,
        language=page["language"],
        snapshots=page["snapshots"],
        teams=page["teams"],
        by_severity=event is not None and official.by_severity(event.method),
        new_op=new_op,
        in_its_language=language.marked(event.language if event else None),
        compliance=statements.compliance(db.session()),
        laureates_out=event is not None and palmares.announced(db.session(), event) is not None,
        **context,
    )


def _page(
    event: Event | None, identity: Identity | None, topics: tuple[str, ...], module: str | None
) -> dict[str, Any]:
    chosen = str(get_locale())
    page: dict[str, Any] = {
        "event": None,
        "as": identity.role if identity else None,
        "label": identity.label if identity else None,
        "language": chosen,
        "now_ms": clock.now_ms(),
        "csrf": generate_csrf(),
        "words": language.words(chosen, module),
        "organisations": {},
        "teams": {},
        "snapshots": {},
    }
    if event is None:
        return page
    heard = every_topic.heard(event, identity)
    wanted = [(topic, heard[topic]) for topic in topics]
    figures.awaited(event, wanted)
    found = changes.stamped(db.session(), event, wanted) if wanted else {}
    return page | {
        "event": event.slug,
        "zone": event.timezone,
        "organisations": organisations(event),
        "teams": teams(event),
        "snapshots": {topic: snapshot.as_dict() for (topic, _), snapshot in found.items()},
    }


def organisations(event: Event) -> dict[str, dict[str, Any]]:
    """Each authority with the shape and colour of its token; past five, the shapes come back outlined."""
    rows = db.session.scalars(select(Organisation).filter_by(event_id=event.id).order_by(Organisation.position))
    return {
        row.key: {
            "name": row.name,
            "code": row.code,
            "shape": SHAPES[index % len(SHAPES)],
            "colour": index % len(SHAPES) + 1,
            "outlined": index >= len(SHAPES),
        }
        for index, row in enumerate(rows)
    }


def teams(event: Event) -> dict[int, dict[str, Any]]:
    """The teams by number, as every screen names them."""
    return {
        row.number: {
            "number": row.number,
            "title": row.title,
            "short_title": row.short_title,
            "organisation": row.organisation,
            "table": row.table,
        }
        for row in records.teams(db.session(), event)
    }
