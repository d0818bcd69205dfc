"""What the authority states, now and before."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Statement

# The earlier versions that a form shows; all are kept.
SHOWN = 20


def standing(session: Session, until: int | None = None) -> dict[str, Statement]:
    """Each statement as it stands, or as it stood at a version (0: before anybody had stated anything)."""
    last = select(func.max(Statement.id)).group_by(Statement.name)
    last = last if until is None else last.where(Statement.id <= until)
    return {row.name: row for row in session.scalars(select(Statement).where(Statement.id.in_(last)))}


def texts(stated: dict[str, Statement]) -> dict[str, str]:
    """Their texts alone."""
    return {name: row.text for name, row in stated.items()}


def newest(stated: dict[str, Statement]) -> int:
    """The version of a whole: that of its last statement; 0 where there is none."""
    return max((row.id for row in stated.values()), default=0)


def compliance(session: Session) -> str:
    """How far the site complies with the RGAA, as every page's foot says it: "", "partial" or "full"."""
    last = select(Statement.text).filter_by(name="compliance").order_by(Statement.id.desc()).limit(1)
    return session.scalar(last) or ""


def history(session: Session, names: Iterable[str]) -> list[Statement]:
    """The last versions of some statements, the newest first."""
    rows = select(Statement).where(Statement.name.in_(names)).order_by(Statement.id.desc()).limit(SHOWN)
    return list(session.scalars(rows))
