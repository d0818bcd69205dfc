"""The archive at the desk: taken away as a file, the event closed to every change, and what destroying it takes."""

import subprocess

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.access import Identity
from app.actions import archives, events
from app.domain.errors import Invalid, Refusal
from app.extensions import db
from app.models import Event
from app.queries import laureates, records
from app.web import archiving, errors, pages, visitor
from app.web.command import form_op

desk_archive = Blueprint("desk_archive", __name__, url_prefix="/<slug>/desk/archive")


@desk_archive.get("/")
@desk_archive.get("")
def overview(slug: str) -> str:
    """What the archive holds, and where the event stands."""
    event = visitor.event_or_404(slug)
    return _page(event, visitor.at_home("desk/archive", event))


@desk_archive.get("/file")
def file(slug: str) -> Response:
    """The archive, a bag in a .zip."""
    event = visitor.event_or_404(slug)
    visitor.at_home("desk/archive", event)
    try:
        content = archiving.content(event)
    except (subprocess.SubprocessError, OSError) as error:
        raise Refusal(503, "The archive could not be made: try again.") from error
    headers = {"Content-Disposition": f'attachment; filename="{slug}-archive.zip"', "Cache-Control": "no-store"}
    return Response(content, mimetype="application/zip", headers=headers)


@desk_archive.post("/state")
def keep(slug: str) -> ResponseReturnValue:
    """Archive the event, or take it out of the archive."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_who("archiving", event)
    given = archives.keep(event.id, identity, form_op(), request.form.get("state"), request.form.get("reason"))
    if given.status == 200:
        return redirect(f"/{slug}/desk/archive", 303)
    db.session.rollback()  # read again what the refusal left
    said = errors.in_words(given.body)
    return Response(_page(event, identity, said["fields"] or {"state": said["text"]}), given.status)


@desk_archive.post("/destroy")
def destroy(slug: str) -> ResponseReturnValue:
    """Destroy an archived event, with the visa of the archives where somebody was judged in it."""
    event = visitor.event_or_404(slug)
    identity = visitor.somebody_beyond_events("destruction")
    number, archived = event.id, event.archived_at_ms is not None
    visa = {name: request.form.get(name, "") for name in ("visa_by", "visa_reference", "visa_date")}
    try:
        if not archived:
            raise Invalid.at("state", "Archive the event first.")
        if request.form.get("slug", "").strip() != slug:
            raise Invalid.at("slug", "Type the address of the event, as it stands above.")
        db.session.rollback()  # the file is emptied of what goes: nobody may be reading, not this request either
        events.delete(number, identity, visa)
    except Invalid as refusal:
        return Response(_page(event, identity, errors.in_words(refusal.as_dict())["fields"]), 422)
    return redirect("/", 303)


def _page(event: Event, identity: Identity, wrong: dict[str, str] | None = None) -> str:
    session = db.session()
    return pages.render(
        "desk/archive.html",
        event,
        identity,
        judged=records.judged(session, event) and not event.demonstration,
        closed=laureates.closed_packet(session, event) is not None,
        destroys=any(each.may("destruction") for each in visitor.held()),
        wrong=wrong or {},
        typed=request.form,
    )
