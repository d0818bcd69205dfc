"""The answers from which an event is made: as typed, judged, and the day that they give."""

from collections.abc import Mapping
from typing import Any

from app.documents.csv_folder import read_text
from app.documents.presets import CRITERIA, criteria
from app.domain.drafting import HOURS, LENGTHS, Draft, draft, wished
from app.domain.event_rows import EventTables
from app.domain.event_tables import read_tables
from app.domain.fitting import Fitted, Tables, fit
from app.domain.headings import headed, too_large
from app.domain.new_event import Answers, lacking, numbers, slug_of, tables_of
from app.domain.putting_in import put_in
from app.domain.raw_tables import Fault
from app.web import fault_words
from app.web.command import whole
from app.web.errors import translated

USUAL = {
    "language": "fr",
    "counted": "",
    "preset": "territoria",
    "own_organisation": "abstain",
    "method": "mean",
    "visibility": "hidden",
    "begins": "09:30",
    "pitches": "14:00",
    "ends": "17:30",
    "pitch_minutes": "3",
    "questions_minutes": "5",
    "change_minutes": "1",
}
OF_EVENT = (
    *("name", "date", "place", "language", "pitch_minutes", "questions_minutes"),
    *("comment_at_extremes", "laureates", "own_organisation", "method", "visibility", "top_only"),
)
# Where the page shows what is wrong with a table that is made of the answers.
FIELDS = {"teams": "teams", "organisations": "authority", "jurors": "jurors", "agenda": "pitches", "criteria": "preset"}


class Asked:
    """The form: `given` has what was typed, `faults` what is to be corrected by field, `day` the draft."""

    def __init__(self, given: dict[str, str]) -> None:
        self.given = {**USUAL, **{name: text for name, text in given.items() if text or name not in USUAL}}
        self.faults: dict[str, str] = {}
        self.day: Draft | None = None
        self.tables: EventTables | None = None

    def get(self, name: str) -> str:
        """What was typed in a field."""
        return self.given.get(name, "").strip()

    def judge(self, taken: set[str]) -> None:
        """Find what is wrong; where nothing is, the day and the tables are there."""
        wishes, wrong = wished({name: self.get(name) for name in (*HOURS, *LENGTHS)})
        answers = self._answers(taken)
        lacks = lacking(answers)
        if "teams" in self.faults:
            lacks.pop("counted", None)
        self._refuse(wrong | lacks)
        if wishes is None or self.faults:
            return
        self.day = draft(numbers(answers), wishes)
        self.tables, found = read_tables(tables_of(answers, self.day))
        for fault in found:
            self._note(answers, fault)

    def _answers(self, taken: set[str]) -> Answers:
        teams = self._fitted("teams", {})
        known: Tables = put_in("organisations", Fitted(organisations=teams.organisations), {}) if teams.rows else {}
        preset = self.get("preset") if self.get("preset") in CRITERIA else CRITERIA[0]
        said: dict[str, Any] = {name: self.get(name) for name in OF_EVENT}
        slug = slug_of(self.get("name"), self.get("date"), taken)
        return Answers(
            {"slug": slug, **said},
            self.get("authority"),
            criteria(preset, self.get("language")),
            whole(self.get("counted")) or 0,
            teams,
            self._fitted("jurors", known),
        )

    def _fitted(self, table: str, known: Tables) -> Fitted:
        """A pasted list as rows, its columns known by their headings or by their order."""
        raw, faults = read_text(table, self.given.get(table, ""))
        raw, columns = headed(table, raw)
        large = too_large(table, raw)
        if faults or large:
            self.faults[table] = "; ".join(fault_words.sentence(fault) for fault in ([large] if large else faults[:3]))
        return Fitted() if large else fit(table, raw, columns, known)

    def _refuse(self, found: Mapping[str, str]) -> None:
        """Note what a rule found wrong, in the reader's words, where nothing is noted yet."""
        for field, text in found.items():
            self.faults.setdefault(field, translated(text, {}))

    def _note(self, answers: Answers, fault: Fault) -> None:
        """Put a fault of the tables beside the answer it comes from."""
        if fault.table == "event":
            known = list(answers.event)
            name = known[fault.line] if fault.line is not None and fault.line < len(known) else "name"
            self.faults.setdefault("name" if name == "slug" else name, fault_words.said(fault))
            return
        field = FIELDS.get(fault.table, "teams")
        said, before = fault_words.sentence(fault), self.faults.get(field, "")
        if before.count("; ") < 4 and said not in before:
            self.faults[field] = f"{before}; {said}" if before else said
