"""What a ballot may hold: one integer per criterion on the scale, a comment, validated or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid

LONGEST_COMMENT = 2_000


@dataclass(frozen=True)
class Rubric:
    """The criteria's keys in order, the scale, and whether a score at either end of it asks for a comment."""

    criteria: tuple[str, ...]
    low: int
    high: int
    comment_at_extremes: bool = False


@dataclass(frozen=True)
class Values:
    """A ballot's values once judged: `scores` has every criterion, null where none was given.

    `unexplained`: a score at an end of the scale without the comment that the rules ask for there.
    """

    scores: dict[str, int | None]
    comment: str
    final: bool
    unexplained: bool = False

    @property
    def lacking(self) -> dict[str, str]:
        """What keeps these values from counting, by field: a score for every criterion, a comment where one is due."""
        lacking = {criterion: "Choose a score." for criterion, score in self.scores.items() if score is None}
        return lacking | ({"comment": "Say why: the rules ask for a comment here."} if self.unexplained else {})

    @property
    def blank(self) -> bool:
        """Whether nothing is written."""
        return not written(self.scores, bool(self.comment))

    @property
    def counts(self) -> bool:
        """Whether these values count once saved: validated, and complete."""
        return self.final and not self.lacking


def written(scores: Mapping[str, int | None], commented: bool) -> bool:
    """Whether a ballot has anything on it: a score, or a comment."""
    return commented or any(score is not None for score in scores.values())


def state(*, final: bool, blank: bool, may_write: bool) -> str:
    """Where the latest version of a ballot stands for its juror; validated, it is locked once they may not write."""
    if final:
        return "validated" if may_write else "locked"
    return "empty" if blank else "draft"


def mark(*, out: bool, recused: bool, counted: bool, drafted: bool, reached: bool) -> str:
    """What the desk sees of a juror's ballot for a team; where several hold, the first of these."""
    if out:
        return "out"
    if recused:
        return "recused"
    if counted:
        return "recorded"
    if drafted:
        return "draft"
    return "expected" if reached else "later"


def overtaken(received_at_ms: int, counted_at_ms: int | None) -> bool:
    """Whether a ballot that was set aside has lost its point: its juror's counting one was validated after it came."""
    return counted_at_ms is not None and counted_at_ms >= received_at_ms


def is_open(scoring: str, reopened: bool) -> bool:
    """Whether a juror may write: scoring is open, or was opened again for them alone."""
    return scoring == "open" or reopened


def is_revision(base: object) -> bool:
    """Whether a base can be compared at all; one of another type is judged with the values."""
    return type(base) is int


def is_stale(base: object, revision: int) -> bool:
    """Whether a version was written over another one than the last: somebody was quicker, elsewhere."""
    return is_revision(base) and base != revision


def emptied(values: Values) -> Values:
    """The same ballot with nothing written on it."""
    return Values(dict.fromkeys(values.scores), "", False)


def judged(rubric: Rubric, scores: Any, comment: Any, final: Any, base: Any = 0) -> Values:
    """The values of a ballot, or Invalid naming each field at fault. A score is an integer: 5.0 and true are not."""
    faults: dict[str, str] = {}
    if not is_revision(base) or base < 0:
        faults["base"] = "A revision is expected: a whole number, 0 for none."
    if type(final) is not bool:
        faults["final"] = "True or false is expected."
    comment = "" if comment is None else comment
    if not isinstance(comment, str):
        faults["comment"] = "Text is expected."
    elif len(comment) > LONGEST_COMMENT:
        faults["comment"] = "A comment has at most 2,000 characters."
    if not isinstance(scores, dict):
        faults["scores"] = "One score per criterion is expected."
        scores = {}
    for criterion, score in scores.items():
        if criterion not in rubric.criteria:
            faults[criterion] = "There is no such criterion."
        elif score is not None and not (type(score) is int and rubric.low <= score <= rubric.high):
            faults[criterion] = "A whole number from %(low)s to %(high)s is expected."
    if faults:
        raise Invalid("This ballot cannot be saved as it is.", faults, params={"low": rubric.low, "high": rubric.high})
    given = {criterion: scores.get(criterion) for criterion in rubric.criteria}
    extreme = rubric.comment_at_extremes and not {rubric.low, rubric.high}.isdisjoint(given.values())
    return Values(given, comment, final, unexplained=extreme and not comment.strip())
