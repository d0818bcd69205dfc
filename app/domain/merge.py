"""A ballot written on two devices: what one side alone touched is joined, what both touched is the juror's to choose.

static/js/lib/merge.js holds the same rule for the tablet; both run tests/cases/merge.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass

COMMENT = "comment"


@dataclass(frozen=True)
class Words:
    """What a juror writes on one ballot."""

    scores: Mapping[str, int | None]
    comment: str

    def __getitem__(self, field: str) -> int | str | None:
        return self.comment if field == COMMENT else self.scores.get(field)


@dataclass(frozen=True)
class Merged:
    """Both sides joined. A `torn` field was touched by both, otherwise: until it is chosen, ours stands there."""

    words: Words
    torn: tuple[str, ...]


def merged(base: Words, mine: Words, theirs: Words) -> Merged:
    """Join two ballots that began as the same one."""
    criteria = list(dict.fromkeys((*base.scores, *mine.scores, *theirs.scores)))
    fields = (*criteria, COMMENT)
    touched = {field for field in fields if mine[field] != base[field]}
    torn = tuple(
        field for field in fields if field in touched and theirs[field] != base[field] and theirs[field] != mine[field]
    )
    scores = {criterion: (mine if criterion in touched else theirs).scores.get(criterion) for criterion in criteria}
    return Merged(Words(scores, (mine if COMMENT in touched else theirs).comment), torn)
