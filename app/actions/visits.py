"""Entering and leaving: what a browser's session holds, at most one seat per role."""

import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import access, changes, clock
from app.models import Link, Organiser, Seat, Visit


def enter(secret: str | None, link: Link, replace: bool, device: str | None = None) -> str | None:
    """Seat a link's holder in a browser's session; returns the session's secret, new if it had none.

    None when another link of the same role sits there and nobody said to replace it.
    """
    with changes.transaction() as session:
        secret, visit = _visit(session, secret)
        seat = session.scalar(select(Seat).filter_by(visit_id=visit.id, role=link.role))
        if seat is not None and seat.link_id != link.id and not replace and _alive(session, seat):
            return None
        if link.role in access.JURY:
            visit.device = device  # for a juror to know their versions by: of nobody else is it kept
        _take(session, visit, link.role, link_id=link.id)
    return secret


def log_in(secret: str | None, account: Organiser) -> str:
    """Seat an organiser in a browser's session; returns the session's secret."""
    with changes.transaction() as session:
        secret, visit = _visit(session, secret)
        _take(session, visit, "organiser", organiser_id=account.id)
    return secret


def leave(secret: str) -> None:
    """Forget a browser's session and all it held."""
    with changes.transaction() as session:
        session.execute(delete(Visit).where(Visit.digest == access.digest_of(secret)))


def _visit(session: Session, secret: str | None) -> tuple[str, Visit]:
    if secret:
        known = session.scalar(select(Visit).filter_by(digest=access.digest_of(secret)))
        if known is not None:
            return secret, known
    secret = secrets.token_urlsafe(32)
    visit = Visit(digest=access.digest_of(secret), started_at_ms=clock.now_ms())
    session.add(visit)
    session.flush()
    return secret, visit


def _alive(session: Session, seat: Seat) -> bool:
    if seat.link_id is None:
        return seat.organiser_id is not None
    return session.get_one(Link, seat.link_id).revoked_at_ms is None


def _take(
    session: Session, visit: Visit, role: str, link_id: int | None = None, organiser_id: int | None = None
) -> None:
    session.execute(delete(Seat).where(Seat.visit_id == visit.id, Seat.role == role))
    session.add(
        Seat(
            visit_id=visit.id,
            role=role,
            link_id=link_id,
            organiser_id=organiser_id,
            entered_at_ms=clock.now_ms(),
        )
    )
