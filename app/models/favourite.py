"""The favourite vote of the room: how it was opened, and who voted."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class FavouriteVote(Base):
    """The settings of a vote that was opened once: `seats` voters at most, each with up to `most` projects."""

    __tablename__ = "favourite_vote"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    seats: Mapped[int]
    most: Mapped[int]
    code: Mapped[str]


class FavouriteVoter(Base):
    """A device that voted: when first, of which kind (domain/favourite.py), and what it chose last.

    `opened_at_ms` is when its page was opened, null where nobody noted it.

    `digest` is that of its cookie's secret; null where the vote was loaded with its event, and is nobody's any more.
    """

    __tablename__ = "favourite_voter"
    __table_args__ = (UniqueConstraint("event_id", "number"), UniqueConstraint("event_id", "digest"))
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    digest: Mapped[str | None]
    kind: Mapped[str]
    at_ms: Mapped[int]
    opened_at_ms: Mapped[int | None]
    teams: Mapped[list[Any]]
