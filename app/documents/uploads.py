"""Have a file that somebody sent read by the program beside this one, within its limits; ballots pass meanwhile."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.documents.read_upload import MOST_CPU_S, Read
from app.domain.raw_tables import Fault, RawTable

PROGRAM = Path(__file__).with_name("read_upload.py")
# Waiting for a processor counts, too.
SECONDS = 2 * MOST_CPU_S
GIVEN_UP = "This file takes more time or room to read than any table of an event: save it anew, or paste its lines."


def taken(content: bytes, name: str) -> Read:
    """What a file holds, or in words why it cannot be read; nothing that it contains can stop the server."""
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-P",
                PROGRAM,
                Path(name).name.replace("\0", ""),
            ],  # -P: its neighbours are no modules for it
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return Read(faults=[Fault(name[-60:], None, None, GIVEN_UP)])
    told = json.loads(done.stdout)
    return Read(
        {
            table: RawTable(header, [(line, cells) for line, cells in rows], whole)
            for table, (header, rows, whole) in told["tables"].items()
        },
        [Fault(**fault) for fault in told["faults"]],
        _beside(told["beside"]),
    )


def _beside(told: dict[str, Any]) -> dict[str, Any]:
    """What an export holds beside its tables, as it was before JSON made text of numbers."""
    if "packets" in told:
        told["packets"] = tuple(told["packets"])
    if "contacts" in told:
        told["contacts"] = {int(team): text for team, text in told["contacts"].items()}
    return told
