"""Where the list of laureates stands, for whatever may be done at one of its states alone."""

from app.changes import Change
from app.domain import laureates as rules
from app.domain.errors import Invalid
from app.models import LaureateList
from app.queries import laureates


def refuse_once_closed(change: Change) -> None:
    """Say no to whatever would change what counts once the list is closed, or being closed."""
    if laureates.of(change.session, change.event).state != rules.OPEN:
        raise not_now("The list of laureates is closed: open it again first.")


def stored(change: Change) -> LaureateList:
    """The event's list as a row, made at its first change."""
    listing = laureates.of(change.session, change.event)
    change.session.add(listing)
    change.session.flush()
    return listing


def refuse_unless(change: Change, state: str) -> LaureateList:
    """The list, which stands there; 422 in words where it does not."""
    listing = stored(change)
    if listing.state != state:
        raise not_now(
            {
                rules.OPEN: "The list is open: close it first.",
                rules.CLOSING: "The list is being closed: confirm it, or open it again.",
                rules.CLOSED: "The list of laureates is closed: open it again first.",
            }[listing.state]
        )
    return listing


def not_now(sentence: str) -> Invalid:
    """422: the act does not fit where the list stands."""
    return Invalid.at("action", sentence)
