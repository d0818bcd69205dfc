"""The reveal of the laureates: where it stands, and how the organiser wants it."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Reveal(Base):
    """Where a reveal stands once the list is closed (`state`, of domain/reveal.py); its steps come from the packet.

    `plan` is domain/reveal_steps.Plan but for its citations and the reasons of services, each the number of a personal
    text. `rehearsal` is the step of a rehearsal under way, which no step of the real one ever is.
    """

    __tablename__ = "reveal"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(default="ready")
    step: Mapped[int] = mapped_column(default=0)
    black: Mapped[bool] = mapped_column(default=False)
    rehearsal: Mapped[int | None]
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict)
