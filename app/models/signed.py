"""The scans of signed minutes."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.models.base import Base
from app.models.event import event_key


class SignedScan(Base):
    """A scan of the signed minutes of a packet; taken out, its line stays without its content."""

    __tablename__ = "signed_scan"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = event_key()
    number: Mapped[int]
    packet: Mapped[int]
    form: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    at_ms: Mapped[int]
    # Megabytes: read only by whom takes it away.
    content: Mapped[bytes | None] = deferred(mapped_column())
