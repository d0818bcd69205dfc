"""Tables as they were found, before anybody judged them, and what is to be corrected in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class RawTable(NamedTuple):
    """A table as it was found: headings, then lines of cells, all of it text.

    `whole` is False where a part could not be read: then nobody is blamed for naming what is not there.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]
    whole: bool = True

    @property
    def width(self) -> int:
        """How many cells its longest line has."""
        return max([len(self.header), *(len(cells) for _, cells in self.rows)])


@dataclass(frozen=True)
class Fault:
    """One thing to correct, and where: table, line and column as the file has them, None where there is none.

    `text` is an English msgid, and `params` fill its %(name)s places.
    """

    table: str
    line: int | None
    column: str | None
    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self) -> str:
        """The fault in English, with its place; whoever knows the reader's language translates `text`."""
        place = self.table
        place += f", line {self.line}" if self.line is not None else ""
        place += f", column “{self.column}”" if self.column is not None else ""
        return f"{place}: {self.text % self.params}"
