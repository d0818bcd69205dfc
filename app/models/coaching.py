"""The coaches' round of the tables: where each team stands in it."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class TableVisit(Base):
    """One team in the round (domain/coaching.py): its coach, its place, what was asked, done and noted.

    The note is a personal text: its team and the coach who wrote it read it, and nobody else.
    """

    __tablename__ = "table_visit"
    __table_args__ = (UniqueConstraint("team_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    coach_id: Mapped[int | None] = mapped_column(ForeignKey("coach.id", ondelete="SET NULL"))
    place: Mapped[int] = mapped_column(default=0)
    length_ms: Mapped[int] = mapped_column(default=0)
    asked_at_ms: Mapped[int | None]
    begun_at_ms: Mapped[int | None]
    done_at_ms: Mapped[int | None]
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    revision: Mapped[int] = mapped_column(default=0)
