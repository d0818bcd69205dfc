"""The question “why is this team before that one?”, as an address asks it: two teams chosen from two lists."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from app.web.command import whole
from app.web.minutes_parts import Packet
from app.web.why_words import Answer, answered


@dataclass(frozen=True)
class Question:
    """What was asked, with its answer or what is wrong with it; None where nothing was."""

    first: int | None
    second: int | None
    answer: Answer | None = None
    problem: str = ""


def question(packet: Callable[[], Packet], unseen: Collection[int] = (), reader: str | None = None) -> Question:
    """The question in this request's address, answered from `packet`, which is read only where one is asked.

    Nothing is said of the teams that the reader stepped aside from (`unseen`).
    """
    first, second = (whole(request.args.get(name, "")) for name in ("first", "second"))
    if first is None or second is None:
        wrong = any(request.args.get(name) for name in ("first", "second"))
        return Question(first, second, problem=_("Choose two teams.") if wrong else "")
    if first == second:
        return Question(first, second, problem=_("Choose two different teams."))
    if {first, second} & set(unseen):
        return Question(
            first, second, problem=_("You stepped aside from one of these teams: nothing of it is shown to you.")
        )
    read = packet()
    if not {first, second} <= {team["number"] for team in read["teams"]}:
        return Question(first, second, problem=_("There is no such team."))
    return Question(first, second, answered(read, (first, second), frozenset(unseen), reader))
