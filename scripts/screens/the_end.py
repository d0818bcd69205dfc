"""The end of the day: the last results, scoring closed, the deliberation, the list closed."""

from scripts.screens import acts
from scripts.screens.camera import Screen
from scripts.screens.kinds import (
    AT_DESK,
    DESK,
    EVENT,
    JURY,
    ORGANISER,
    PHONE,
    ROOM,
    TABLET,
    UPRIGHT,
    WALL,
    Moment,
    ballot,
    desk,
    page,
    ranking,
)

END = Moment(
    "16:34:30",
    acts.the_others_are_heard,
    (
        ranking("full", "results with every team"),
        desk("end", "the desk once every team has pitched"),
        page("home-end", "the event’s home after the pitches", f"{EVENT}/", (PHONE,)),
    ),
)
VOTE = Moment(
    "16:34:40",
    acts.the_room_votes,
    (
        page("vote", "the room’s favourite, on a visitor’s phone", f"{EVENT}/vote", (TABLET, PHONE)),
        Screen("code", "the code of the room’s vote on a wall", f"{EVENT}/code", (WALL,), ORGANISER, themes=("light",)),
        Screen("favourite", "the room’s vote at the desk", f"{AT_DESK}/favourite", (DESK,), ORGANISER),
    ),
)
VOTED = Moment(
    "16:34:50",
    acts.the_vote_is_closed,
    (Screen("favourite-closed", "what came out of the room’s vote", f"{AT_DESK}/favourite", (DESK,), ORGANISER),),
)
CLOSED = Moment(
    "16:35:00",
    acts.scoring_is_closed,
    (
        ranking("frozen", "results as they were at the freeze"),
        Screen(
            "scores-closed", "all of a juror’s scores, to read", f"{JURY}/scores", (UPRIGHT,), ("juror", 2), whole=True
        ),
        ballot("locked", "scoring is closed: a ballot to read", 2),
        ballot("after", "scoring is closed on a ballot that was changed and not validated again", 9),
        Screen(
            "jury",
            "the jury at the desk: a ballot came late, a juror calls",
            f"{AT_DESK}/jury",
            (DESK, PHONE),
            ORGANISER,
            whole=True,
        ),
    ),
)
DELIBERATION = Moment(
    "16:40:00",
    acts.the_jury_deliberates,
    (
        Screen(
            "board",
            "the deliberation board: what is settled, what is open, what do we decide",
            f"{EVENT}/deliberation",
            (DESK, UPRIGHT, PHONE),
            ORGANISER,
            whole=True,
            to_the_end=True,
        ),
        Screen(
            "board-why",
            "why one team is before another",
            f"{EVENT}/deliberation?first=13&second=2",
            (DESK,),
            ORGANISER,
            whole=True,
            to_the_end=True,
        ),
        Screen(
            "list",
            "the list of laureates: a choice against the ranking, a vote open",
            f"{AT_DESK}/list",
            (DESK, UPRIGHT),
            ORGANISER,
            whole=True,
        ),
        Screen("booth", "a juror votes between two teams", f"{JURY}/vote", (TABLET, PHONE), ("juror", 2)),
    ),
)
REVEALED = Moment(
    "17:05:00",
    acts.the_reveal_is_under_way,
    (
        ranking("reveal", "the reveal: a laureate, and one leaf more", (*ROOM, UPRIGHT)),
        Screen(
            "reveal",
            "the presenter’s remote: what the room sees, what comes next",
            f"{AT_DESK}/reveal",
            (DESK, PHONE),
            ORGANISER,
            whole=True,
        ),
    ),
)
LIST_CLOSED = Moment(
    "16:51:00",
    acts.the_list_is_closed,
    (
        Screen(
            "list-closed", "the list is closed, and its packet made", f"{AT_DESK}/list", (DESK,), ORGANISER, whole=True
        ),
        Screen("press", "the press kit, under embargo", f"{AT_DESK}/list/press", (DESK,), ORGANISER, themes=("light",)),
        Screen("minutes", "the minutes of the jury", f"{AT_DESK}/list/minutes/1", (DESK,), ORGANISER, whole=True),
        Screen(
            "feedback",
            "what each team is told, worded from the comments",
            f"{AT_DESK}/restitution?team=7",
            (DESK, PHONE),
            ORGANISER,
            whole=True,
        ),
        *(
            Screen(f"handout-{what}", says, f"{AT_DESK}/restitution/print/{what}", (DESK,), ORGANISER)
            for what, says in (
                ("cards", "the announcer’s cards, in the order of the reveal"),
                ("diplomas", "a diploma for each laureate"),
                ("sheets", "what a team is told, on paper"),
            )
        ),
    ),
)
ANNOUNCED = Moment(
    "17:20:00",
    acts.the_laureates_are_announced,
    (
        page("palmares", "the palmarès, once the laureates are announced", f"{EVENT}/palmares", (DESK, TABLET, PHONE)),
        ranking("announced", "every laureate, once announced"),
        page("home-evening", "the event’s home in the evening", f"{EVENT}/", (DESK, PHONE)),
        page("team-sheet-laureate", "the sheet of a laureate", f"{EVENT}/teams/10", (PHONE,)),
    ),
)
# Last: from here on there are two events.
REHEARSED = Moment(
    "17:45:00",
    acts.the_event_is_copied,
    (
        Screen(
            "dress-rehearsal",
            "a copy of the event, which plays by itself",
            f"{AT_DESK}/rehearsal",
            (PHONE,),
            ORGANISER,
            themes=("light",),
        ),
    ),
)
