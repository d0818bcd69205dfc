"""The moments of the day that are photographed, and the screens that are looked at then."""

from scripts.screens import acts
from scripts.screens.acts import press
from scripts.screens.any_time import ANY_TIME
from scripts.screens.camera import Screen
from scripts.screens.kinds import (
    ALL_TABLETS,
    AT_DESK,
    DESK,
    EVENT,
    FIRST_JUROR,
    JURY,
    KEEPER,
    ORGANISER,
    PHONE,
    ROOM,
    TABLET,
    TABLETS,
    UPRIGHT,
    Moment,
    ballot,
    desk,
    page,
    phone,
    ranking,
    wall,
)
from scripts.screens.the_end import (
    ANNOUNCED,
    CLOSED,
    DELIBERATION,
    END,
    LIST_CLOSED,
    REHEARSED,
    REVEALED,
    VOTE,
    VOTED,
)
from scripts.screens.the_morning import CHECKED_IN, COACHED

BEFORE = Moment(
    "14:26:00",
    acts.nothing,
    (
        wall("waiting", "the stage before the first pitch"),
        page("waiting", "the screen between two things", f"{EVENT}/waiting", ROOM),
        Screen("rehearsal", "the rehearsal ballot, which counts nowhere", f"{JURY}/rehearsal", TABLETS, FIRST_JUROR),
        ranking("empty", "results without a ballot"),
        page("home-before", "the event’s home before the first pitch", f"{EVENT}/", (PHONE,)),
        ballot("early", "a juror’s first sight of a ballot: its team was not called yet", 0, themes=("light",)),
        Screen("ballots-before", "a juror’s list: nobody is on stage yet", JURY, TABLETS, FIRST_JUROR),
        desk("before", "the desk before the first pitch"),
        page("events", "the events of this server", "/"),
        page("agenda", "the day", f"{EVENT}/agenda"),
        page("team-sheet", "a project’s public sheet", f"{EVENT}/teams/1"),
        Screen(
            "archive", "the archive, and closing the event", f"{AT_DESK}/archive", (DESK,), ORGANISER, themes=("light",)
        ),
        Screen("personal", "who is named in the event", f"{AT_DESK}/personal", (DESK,), ORGANISER),
        Screen(
            "register",
            "the entry of the register of processing",
            f"{AT_DESK}/personal/register",
            (DESK,),
            ORGANISER,
            themes=("light",),
        ),
        Screen("personal-erase", "what erasing a juror does", f"{AT_DESK}/personal/juror/j02", (DESK,), ORGANISER),
        Screen("print", "everything to print", f"{AT_DESK}/print", (DESK,), ORGANISER, whole=True),
        *(
            Screen(f"print-{what}", says, f"{AT_DESK}/print/{what}", (DESK,), ORGANISER, themes=("light",))
            for what, says in (
                ("table-cards", "the card of a table"),
                ("poster", "the poster of the room"),
                ("agenda", "the agenda on paper"),
                ("badges", "badges of 90 × 55 mm"),
                ("sign-in", "the sheets to sign on"),
            )
        ),
        Screen("links", "access cards, to print or to show", f"{AT_DESK}/links?show=jury", (DESK,), ORGANISER),
        Screen(
            "links-revoke",
            "a link is about to be revoked",
            f"{AT_DESK}/links",
            (DESK,),
            ORGANISER,
            press("[data-revoke] summary"),
        ),
    ),
)
CALLED = Moment(
    "15:20:40",
    acts.team_seven_is_called,
    (
        wall("called", "a team is called, its time not yet begun"),
        phone("called", "the phone of the team that is called", 7),
    ),
)
SPEAKING = Moment(
    "15:22:21.5",
    acts.team_seven_speaks,
    (
        wall("pitch", "a pitch under way"),
        ranking("live", "live results, two teams tied"),
        page("home", "the event’s home during a pitch", f"{EVENT}/"),
        page("agenda-live", "the day while it runs late", f"{EVENT}/agenda", (PHONE,)),
        ballot("empty", "a ballot that nobody has begun", 0),
        ballot("wrong-team", "a draft is about to be moved to another team", 1, press("#wrong-team summary")),
        ballot("step-aside", "a juror is about to step aside", 0, press("#recusal summary")),
        ballot("draft", "a draft: it does not count yet", 1),
        ballot("incomplete", "validating with a criterion missing", 1, press("[data-validate]")),
        ballot("validated", "a validated ballot and its receipt", 2),
        ballot("revised", "changed after it was validated: what was validated counts", 9, themes=("light",)),
        ballot("unsent", "validated without network: it waits on the tablet", 8, acts.validates_without_network),
        ballot("conflict", "two devices wrote: both columns", 7, acts.two_devices(7, 7)),
        ballot("recused", "the juror stepped aside", 3),
        ballot("own", "a team of the juror’s own authority", 4),
        Screen("scores", "all of a juror’s scores, edited in place", f"{JURY}/scores", ALL_TABLETS, ("juror", 1)),
        Screen("versions", "every version that a juror sent", f"{JURY}/versions", (TABLET, PHONE), ("juror", 1)),
        phone("waiting", "a team’s phone: two teams before it", 9),
        phone("on-stage", "the phone of the team on stage", 7),
        phone("done", "the phone of a team that has pitched", 2),
        Screen("desk", "the desk during a pitch", AT_DESK, (DESK, TABLET), ORGANISER),
        desk("armed", "what the room sees is about to change: armed", press('#room label:has([value="hidden"])')),
        desk("acts", "what can be done with a line of the run-down", press('[data-order="s18"]'), themes=("light",)),
        Screen("timer", "the timekeeper’s phone", f"{AT_DESK}/timer", (PHONE,), KEEPER),
        Screen("host", "the view of whoever presents the day", f"{AT_DESK}/host", (PHONE, UPRIGHT), KEEPER),
        Screen("report", "planned, published, done", f"{AT_DESK}/report", (DESK,), ORGANISER, whole=True),
    ),
)
LAST = Moment("15:23:27.5", acts.nothing, (wall("last", "the last thirty seconds of a pitch"),))
OVER = Moment(
    "15:24:02.5",
    acts.nothing,
    (
        wall("over", "a pitch over its time"),
        Screen("timer-over", "the timekeeper’s phone, time over", f"{AT_DESK}/timer", (PHONE,), KEEPER),
    ),
)
QUESTIONS = Moment("15:25:30.5", acts.questions_begin, (wall("questions", "the jury’s questions"),))
PAUSED = Moment(
    "15:26:40",
    acts.questions_are_paused,
    (
        wall("paused", "the timer is paused"),
        desk("paused", "the desk while the timer is paused", themes=("light",)),
    ),
)
QUESTIONS_OVER = Moment(
    "15:29:48.5", acts.questions_go_on, (wall("questions-over", "questions over their time, and who waits"),)
)
BETWEEN = Moment(
    "15:30:05",
    acts.the_turn_ends,
    (
        wall("thanks", "a turn has ended"),
        Screen("ballots", "the jury’s page after a turn: its ballot stays, to be changed", JURY, TABLETS, FIRST_JUROR),
    ),
)
PROGRESS = Moment(
    "15:30:06", lambda day: day.shows("progress"), (ranking("progress", "results: only the count of ballots"),)
)
HIDDEN = Moment("15:30:07", lambda day: day.shows("hidden"), (ranking("hidden", "results: nothing shows"),))
PAPER = Moment(
    "15:31:00",
    acts.papers_are_typed,
    (
        Screen(
            "paper", "paper ballots: what waits for another person", f"{AT_DESK}/paper", (DESK,), ORGANISER, whole=True
        ),
        Screen(
            "paper-differs",
            "two readings of a paper ballot differ: the organiser decides",
            f"{AT_DESK}/paper/j12/10",
            (DESK,),
            ORGANISER,
            whole=True,
        ),
        Screen(
            "paper-print",
            "a printed ballot, one for each juror and team",
            f"{AT_DESK}/paper/print?juror=j12&team=10",
            (DESK,),
            ORGANISER,
            whole=True,
        ),
    ),
)
THE_DAY = (
    CHECKED_IN,
    COACHED,
    BEFORE,
    CALLED,
    SPEAKING,
    LAST,
    OVER,
    QUESTIONS,
    PAUSED,
    QUESTIONS_OVER,
    BETWEEN,
    PROGRESS,
    HIDDEN,
    PAPER,
    END,
    VOTE,
    VOTED,
    CLOSED,
    DELIBERATION,
    LIST_CLOSED,
    REVEALED,
    ANY_TIME,
    ANNOUNCED,
    REHEARSED,
)
