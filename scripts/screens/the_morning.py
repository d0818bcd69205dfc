"""The morning: the round of the tables, under way."""

from scripts.screens.camera import Screen
from scripts.screens.day import Day
from scripts.screens.kinds import AT_DESK, COACH, DESK, EVENT, ORGANISER, PHONE, Moment, phone

NOTE = "Commencer par l’histoire de la voisine.\nChiffrer le relayage."


def coaches_go_round(day: Day) -> None:
    """The round is proposed; the first coach has seen a table and is at the next; a team asks for one."""
    coach = day.server.person(*COACH)
    day.at("09:45:00")
    day.form(day.organiser, "desk/coaching/propose")
    day.form(coach, "coach/visit", action="begin", team="1", base="1")
    parts = {"drama": "ready", "solution": "coming", "making": "review", "note": NOTE}
    day.form(coach, "coach/visit", action="word", team="1", base="2", **parts)
    day.at("10:06:00")
    day.form(coach, "coach/visit", action="begin", team="2", base="1")
    day.form(coach, "coach/visit", action="word", team="2", base="2", **parts)
    day.at("10:12:00")
    day.form(day.server.person("team", 12), "team/coach", wanted="yes")


def people_come(day: Day) -> None:
    """Most of them are there by now."""
    for hour, group, keys in (
        ("08:47:00", "coaches", ("c1",)),
        ("08:52:00", "teams", ("1", "2", "4", "5", "7", "8", "11", "13")),
        ("08:58:00", "jury", ("j01", "j02", "j05", "j09")),
        ("09:01:00", "guests", ("",) * 6),
    ):
        day.at(hour)
        for key in keys:
            day.form(day.organiser, "desk/check-in", group=group, key=key, act="come")


CHECKED_IN = Moment(
    "09:02:30",
    people_come,
    (Screen("check-in", "the check-in, at the door", f"{AT_DESK}/check-in", (PHONE,), ORGANISER, themes=("light",)),),
)

COACHED = Moment(
    "10:14:20",
    coaches_go_round,
    (
        Screen(
            "coach",
            "a coach at a table: the three parts, a note, the round",
            f"{EVENT}/coach",
            (PHONE,),
            COACH,
            whole=True,
        ),
        Screen(
            "coaching", "the coaches’ round at the desk", f"{AT_DESK}/coaching", (DESK, PHONE), ORGANISER, whole=True
        ),
        Screen(
            "coaching-plan",
            "the plan of the tables, to print",
            f"{AT_DESK}/coaching/plan",
            (DESK,),
            ORGANISER,
            whole=True,
        ),
        phone("coached", "the phone of a team: what its coach noted", 1),
        phone("asking", "the phone of a team that asked for a coach", 12),
    ),
)
