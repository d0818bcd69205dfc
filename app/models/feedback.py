"""What the jury tells each team once the laureates are announced."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.event import event_key


class Feedback(Base):
    """The four texts of one team (domain/feedback.py), each a personal text; `revision` grows with each change."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("team_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column(default=0)
    strength_1_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    strength_2_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    advice_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
    next_step_id: Mapped[int | None] = mapped_column(ForeignKey("personal_text.id"))
