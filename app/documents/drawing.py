"""Have a document drawn by a program beside this one, within a limit of time; ballots pass meanwhile."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SECONDS = 30


def drawn(minutes: dict[str, Any], form: str) -> bytes:
    """The file of some minutes, `pdf` or `odt`; CalledProcessError or TimeoutExpired where it cannot be made."""
    return _run("draw_minutes.py", minutes, form)


def both(sheets: dict[str, dict[str, Any]]) -> dict[str, bytes]:
    """The files of several sheets in both forms, by name and form: `1-full` gives `1-full.pdf` and `1-full.odt`."""
    with zipfile.ZipFile(io.BytesIO(_run("draw_minutes.py", sheets, "zip"))) as file:
        return {name: file.read(name) for name in file.namelist()}


def cut(cards: dict[str, Any]) -> bytes:
    """The PDF of some cards, posters or badges; fails like the minutes."""
    return _run("draw_cards.py", cards)


def _run(program: str, asked: dict[str, Any], *words: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-P", HERE / program, *words],  # -P: its neighbours here are no modules for it to import
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout
