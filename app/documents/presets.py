"""Criteria to begin with, as tables that anybody can copy: one file each in French and in English."""

from pathlib import Path

from app.documents.csv_folder import decoded, read_text
from app.domain.raw_tables import RawTable

FOLDER = Path(__file__).parent.parent.parent / "examples" / "criteria"
CRITERIA = ("territoria", "service")
LANGUAGES = ("fr", "en")


def criteria(name: str, language: str) -> RawTable:
    """The table of a preset in a language of ours; in French where the language is none."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    raw, _ = read_text("criteria", decoded((FOLDER / f"{name}-{chosen}.csv").read_bytes()))
    return raw
