"""The minutes as they were signed: a scan of the paper, or a photograph of each of its pages."""

from dataclasses import dataclass
from hashlib import sha256

from app.domain.errors import Invalid

# What a scan may be, by the bytes that it begins with: what it is called says nothing.
BEGINS = {"pdf": b"%PDF-", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
MOST_BYTES = 10 * 1024 * 1024
MOST_SCANS = 20


@dataclass(frozen=True)
class Scan:
    """A file that was sent, of a form we know: `pdf`, `jpeg` or `png`; `digest` is the SHA-256 of its bytes."""

    form: str
    content: bytes
    digest: str


def judged(content: bytes, kept: int) -> Scan:
    """The scan in a file that was sent, beside `kept` others; Invalid at `scan` where it cannot be kept."""
    form = next((form for form, start in BEGINS.items() if content.startswith(start)), None)
    text = None
    if not content:
        text = "Choose a file first."
    elif len(content) > MOST_BYTES:
        text = "This file is too large: 10 MB at most."
    elif form is None:
        text = "A PDF, a JPEG or a PNG is expected."
    elif kept >= MOST_SCANS:
        text = "There are twenty scans already: take one out first."
    if text or form is None:
        raise Invalid(text or "", {"scan": text or ""})
    return Scan(form, content, sha256(content).hexdigest())
