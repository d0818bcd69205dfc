"""What the journal alone leads to, entry by entry: versions, ballots that count, recusals, the rules in force."""

from dataclasses import dataclass, field
from typing import Any

from app.domain import journal
from app.models import JournalEntry

Pair = tuple[str, int]
# Receipt, commitment to the comment, scores, whether it is final, when it was saved.
Version = tuple[str, str | None, dict[str, Any], bool, int]
# What a payload calls the commitment of a personal text.
WRITTEN = ("comment", "reason", "text", "contact")


@dataclass
class Recount:
    """The state that the journal alone leads to."""

    rules: dict[str, Any] = field(default_factory=dict)
    # Whose substitute somebody was who once sat.
    places: dict[str, str] = field(default_factory=dict)
    commitments: set[str] = field(default_factory=set)
    versions: dict[tuple[str, int, int], Version] = field(default_factory=dict)
    set_aside: list[tuple[str, int, str]] = field(default_factory=list)
    admitted: dict[int, int] = field(default_factory=dict)
    acknowledged: dict[str, int] = field(default_factory=dict)
    counting: dict[Pair, dict[str, Any]] = field(default_factory=dict)
    revisions: dict[Pair, int] = field(default_factory=dict)
    recused: dict[Pair, bool] = field(default_factory=dict)
    # When the data came back from a copy, with which entry it ended, and the ballots that tablets sent again since.
    restorations: list[tuple[int, int, set[Pair]]] = field(default_factory=list)

    def follow(self, entry: JournalEntry) -> None:
        """Take one entry into account."""
        said = entry.payload
        self.commitments |= {said[name] for name in WRITTEN if said.get(name)}
        self.commitments |= {*said.get("absences", {}).values(), *said.get("citations", {}).values()}
        self.commitments |= {chosen["why"] for chosen in said.get("services", ())}
        self.commitments |= {kept for kept in said.get("texts", {}).values() if kept}
        if entry.kind == "event.loaded":
            self.rules = said
        elif entry.kind == journal.BALLOT_SAVED:
            pair = (said["juror"], said["team"])
            receipt = journal.receipt(entry.hash)
            version = (receipt, said["comment"], said["scores"], said["final"], entry.at_ms)
            self.versions[*pair, said["revision"]] = version
            self.revisions[pair] = said["revision"]
            if said["final"]:
                self.counting[pair] = said["scores"]
            if said.get("again") and self.restorations:
                self.restorations[-1][2].add(pair)
        elif entry.kind == "event.restored":
            self.restorations.append((entry.at_ms, entry.seq - 1, set()))
        elif entry.kind == "ballot.set_aside":
            self.set_aside.append((said["juror"], said["team"], journal.canonical(said["scores"]).decode()))
        elif entry.kind == "ballot.moved":
            self.counting.pop((said["juror"], said["team"]), None)
        elif entry.kind == "ballot.admitted":
            self.admitted[said["number"]] = said["revision"]
        elif entry.kind == "rules.acknowledged":
            self.acknowledged[said["juror"]] = entry.at_ms
        elif entry.kind in ("recusal", "exclusion"):
            self.recused[said["juror"], said["team"]] = said["in_force"]
        elif entry.kind in ("juror.added", "substitution"):
            self._seat(entry.kind, said)
        elif entry.kind == "tables.changed":
            self._describe(said)

    def _describe(self, said: dict[str, Any]) -> None:
        """The tables were changed: other rules, for jurors to read; who left had read them for nothing."""
        self.rules = said["rules"]
        self.places |= dict(self.rules.get("seated", []))
        if said["read_again"]:
            self.acknowledged.clear()
        for juror in said["left"]:
            self.acknowledged.pop(juror, None)

    def _seat(self, kind: str, said: dict[str, Any]) -> None:
        """The rules name the jury, and its substitutes who sit."""
        if kind == "juror.added":
            jurors = [*self.rules["jurors"], [said["juror"], said["organisation"], said["role"], False]]
            self.rules = {**self.rules, "jurors": jurors}
            return
        seated = dict(self.rules.get("seated", []))
        self.places |= seated | {said["juror"]: said["for"]}
        comes, goes = (said["juror"], said["for"]) if said["in_force"] else (said["for"], said["juror"])
        seated.pop(goes, None)
        if comes in self.places:
            seated[comes] = self.places[comes]
        self.rules = {**self.rules, "seated": [list(pair) for pair in sorted(seated.items())]}
        if not seated:
            del self.rules["seated"]
