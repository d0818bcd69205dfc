"""Where a reveal stands, and what moves it: a state, a step, and black, which hides any step at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.domain import services
from app.domain.errors import Invalid
from app.domain.reveal_steps import FORMS, ORDERS, Plan, Shown

OFF, READY, RUNNING, DONE = "off", "ready", "running", "done"
ACTIONS = ("start", "next", "back", "jump", "black", "finish")
BLACK: Shown = {"kind": "black"}


@dataclass(frozen=True)
class Standing:
    """Off until the list is closed, then ready, running, done; `step` counts from the title, which is 0."""

    state: str = OFF
    step: int = 0
    black: bool = False


def shown(standing: Standing, steps: Sequence[Shown]) -> Shown | None:
    """What the room sees, and nothing of what comes after; None while there is no reveal to see."""
    if standing.state not in (RUNNING, DONE):
        return None
    return BLACK if standing.black else steps[standing.step]


def moved(standing: Standing, action: Any, steps: int, step: Any = None, black: Any = None) -> Standing:
    """The reveal after one act; Invalid, in words, where it does not fit.

    Going anywhere ends the black. `black` gives the room back where it was black already, unless it says which.
    """
    if not isinstance(action, str) or action not in ACTIONS:
        raise _not_now("There is no such action.")
    if standing.state == OFF:
        raise _not_now("The list of laureates is not closed yet.")
    if action == "start":
        if standing.state != READY:
            raise _not_now("The reveal has begun already.")
        return Standing(RUNNING)
    if standing.state == READY:
        raise _not_now("The reveal has not begun yet.")
    if standing.state == DONE:
        raise _not_now("The laureates are announced: the reveal is over.")
    if action == "black":
        return replace(standing, black=black if type(black) is bool else not standing.black)
    if action == "finish":
        return Standing(DONE, steps - 1)
    return Standing(RUNNING, _reached(standing.step, action, steps, step))


def _reached(at: int, action: str, steps: int, step: Any) -> int:
    if action == "next":
        if at + 1 >= steps:
            raise _not_now("This is the last step.")
        return at + 1
    if action == "back":
        if at == 0:
            raise _not_now("This is the first step.")
        return at - 1
    if type(step) is not int or not 0 <= step < steps:
        raise Invalid.at("step", "There is no such step.")
    return step


def _not_now(sentence: str) -> Invalid:
    return Invalid.at("action", sentence)


def as_kept(standing: Standing, plan: Plan) -> dict[str, Any]:
    """A reveal as the complete export writes it: where it stands, and how it is wanted."""
    said = {str(team): text for team, text in plan.citations.items()}
    chosen = [asdict(each) for each in plan.services]
    wanted = {**asdict(plan), "sequence": list(plan.sequence), "citations": said, "services": chosen}
    return {"state": standing.state, "step": standing.step, "plan": wanted}


def read(kept: Any) -> tuple[Standing, Plan] | None:
    """What an export says of its reveal; None where nothing of the kind was ever written."""
    wanted = kept.get("plan") if isinstance(kept, dict) else None
    if not isinstance(wanted, dict) or kept.get("state") not in (READY, RUNNING, DONE) or not _whole(kept.get("step")):
        return None
    sequence, said = wanted.get("sequence"), wanted.get("citations")
    if not isinstance(sequence, list) or not all(map(_whole, sequence)) or not isinstance(said, dict):
        return None
    chosen = services.read(wanted.get("services", []))  # older exports have none
    fits = (
        chosen is not None,
        wanted.get("form") in (None, *FORMS),
        wanted.get("order") in ORDERS,
        isinstance(wanted.get("seed"), str),
        type(wanted.get("suspense")) is bool,
        wanted.get("favourite") is None or _whole(wanted["favourite"]),
        all(team.isascii() and team.isdigit() and isinstance(text, str) for team, text in said.items()),
    )
    if not all(fits):
        return None
    citations = {int(team): text for team, text in said.items()}
    told = {name: wanted[name] for name in ("form", "order", "seed", "suspense", "favourite")}
    return Standing(kept["state"], kept["step"]), Plan(
        **told, sequence=tuple(sequence), citations=citations, services=chosen or ()
    )


def _whole(value: Any) -> bool:
    return type(value) is int and value >= 0
