"""The check-in: who came to the event, beside the jury, whose comings and goings are its attendance."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class Arrival(Base):
    """A team or a coach came; of neither, a guest, of whom no name is kept."""

    __tablename__ = "arrival"
    __table_args__ = (UniqueConstraint("team_id"), UniqueConstraint("coach_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    coach_id: Mapped[int | None] = mapped_column(ForeignKey("coach.id", ondelete="CASCADE"))
    at_ms: Mapped[int]
