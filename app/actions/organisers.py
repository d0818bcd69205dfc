"""Organiser accounts: a name and a password kept as scrypt."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from app import changes
from app.domain.errors import Invalid, Refusal
from app.models import Event, Organiser
from app.queries import records

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
BEGUN = "This server has its organiser already: log in."

# Checked when the name is unknown, so that the time of an answer does not tell which names exist. It costs what an
# account's costs, and no password has it; written out, it costs the start nothing.
NOBODY = f"scrypt:32768:8:1$nobody${'0' * 128}"


def hashed(password: str) -> str:
    """What is kept of a password; slow on purpose."""
    return generate_password_hash(password, method="scrypt")


def add(
    name: str, password: str, slug: str | None, first: bool = False, hashing: Callable[[str], str] = hashed
) -> None:
    """Open an account for one event, or for all when `slug` is None; Invalid names the field at fault.

    The first of an installation is opened once: 409 where there is one already. Where others wait meanwhile, `hashing`
    does what `hashed` does without holding them up.
    """
    if not name.strip():
        raise Invalid.at("name", "A name is expected.")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid.at("password", "A password has 12 to 128 characters.")
    kept = hashing(password)
    with changes.transaction() as session:
        if first and records.has_organiser(session):
            raise Refusal(409, BEGUN)
        if session.scalar(select(Organiser).filter_by(name=name)) is not None:
            raise Invalid.at("name", "This name is taken.")
        event = session.scalar(select(Event).filter_by(slug=slug)) if slug else None
        if slug and event is None:
            raise Invalid.at("event", "There is no such event.")
        session.add(Organiser(name=name, password_hash=kept, event_id=event.id if event else None))


def account_and_hash(session: Session, name: str) -> tuple[Organiser | None, str]:
    """The account of a name, if any, and the hash to check a password against: nobody's where there is none."""
    account = session.scalar(select(Organiser).filter_by(name=name))
    return account, account.password_hash if account else NOBODY


def fits(password_hash: str, password: str) -> bool:
    """Whether the password is the one of this hash; slow on purpose."""
    return check_password_hash(password_hash, password[:LONGEST_PASSWORD])
