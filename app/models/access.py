"""Links, organisers, and the sessions that hold them."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Link(Base):
    """An access link. The row holds nothing usable: the token needs the server's key."""

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("event_id", "role", "subject", "serial"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(unique=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    # Whose link it is: a juror's or coach's key, a team's number; empty for roles that are nobody in particular.
    subject: Mapped[str]
    # Grows when a link is revoked and another printed for the same person.
    serial: Mapped[int]
    revoked_at_ms: Mapped[int | None]


class Organiser(Base):
    """An organiser's account, of one event or (null) of all."""

    __tablename__ = "organiser"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))


class Visit(Base):
    """A browser's session, known by the digest of the secret in its cookie."""

    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    started_at_ms: Mapped[int]
    # A plain name of the device, as `ipad/Safari`, of the jury alone: the rest of what its browser says is not kept.
    device: Mapped[str | None]


class Seat(Base):
    """What a session holds for one role: a link, or an organiser's account."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("visit_id", "role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id", ondelete="CASCADE"), index=True)
    organiser_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"), index=True)
    entered_at_ms: Mapped[int]
