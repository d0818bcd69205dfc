"""The screens of the room, each with a link of its own."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class Screen(Base):
    """A named screen: what the desk has it show, and what was last heard from it. `key` is the subject of its link."""

    __tablename__ = "screen"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    key: Mapped[str]
    name: Mapped[str]
    page: Mapped[str] = mapped_column(default="stage")
    black: Mapped[bool] = mapped_column(default=False)
    # When it was last asked to say its name.
    identified_at_ms: Mapped[int | None]
    # What it said of itself: the page it shows, how wrong its clock may be, whether it stays lit by itself.
    shows: Mapped[str | None]
    last_beat_ms: Mapped[int | None]
    clock_error_ms: Mapped[int | None]
    lit: Mapped[bool | None]
