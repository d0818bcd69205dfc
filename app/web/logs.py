"""Logs: one line each, in words at a terminal or as JSON for a machine; never a token, a name or a score."""

import json
import logging
from datetime import UTC, datetime

FIELDS = ("event", "role", "status", "method", "path", "took_ms")


class JsonLines(logging.Formatter):
    """One JSON object per line: when, how grave, where from, what, and the known fields that were given."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure_logs(form: str) -> None:
    """Send this program's logs to standard error, as text or as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("app")
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    root.propagate = False
