"""What the authority states about itself and this site, in append-only versions."""

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Statement(Base):
    """One version of one statement; the last of its name stands, and none is ever changed."""

    __tablename__ = "statement"
    # Grows with each save: a form remembers the last one it was drawn from.
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    saved_at_ms: Mapped[int]
    # The name of the account that saved it, as it was: accounts may go, what they published stays.
    author: Mapped[str]
