"""The day that the two worlds share, the secrets of one of them, and what the room asks at its end."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app import access
from app.actions import links
from app.extensions import db
from app.models import Link
from tests.worlds import Act, Programme, World

# Who is in the room: no secret is theirs.
ROOM = {"visitor": None, "screen": "screen", "team": "team", "coach": "coach", "timekeeper": "timekeeper"}
OWN_PAGE = {"screen": "stage", "team": "team", "coach": "coach", "timekeeper": "desk/timer"}
TEAM, ITS_SLOT = 10, "s16"
# What came out of the room's vote is nobody's until it is told: test_secrecy_favourite.py.
HEARD = [topic for topic in access.VIEWS if access.view_of(topic, None) and topic != "favourite"]
PAGES = ("", "agenda", "agenda.ics", "stage", "results", "results?lang=en", "brand.css", "teams/1", f"teams/{TEAM}")
PAGES_OF_OTHERS = ("jury", f"jury/{TEAM}", "team", "coach", "desk", "desk/timer", "desk/links", "teams/99")
OF_THE_SERVER = ("/", "/enter", "/login", "/help", "/privacy", "/legal", "/accessibility", "/healthz", "/nowhere/")
FROM_OUTSIDE = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}}
THROUGH_A_PROXY = {"headers": {"X-Forwarded-For": "127.0.0.1"}}
OP = "A" * 22
REMARK, LATE_REMARK, REASON = "une remarque du jury", "une remarque trop tardive", "un lien avec ce projet"
Scores = tuple[int | None, ...]


def arrive(world: World) -> None:
    """Everybody of the room listens, and reads the results once; a visitor reads every topic."""
    a_visitor_arrives(world)
    for name, role in ROOM.items():
        if role is not None:
            world.person(name, role, TEAM if role == "team" else 0)
            _listen_and_read(world, name, ["results"])


def a_visitor_arrives(world: World) -> None:
    """Somebody without a link listens, and reads every topic once."""
    _listen_and_read(world, "visitor", HEARD)


def _listen_and_read(world: World, name: str, topics: list[str]) -> None:
    world.listen(name)
    for topic in topics:
        answer = world.ask(name, f"/api/events/{world.slug}/{topic}?first")
        world.etags[name, topic] = answer.headers["ETag"]


def shows(visibility: str) -> Act:
    """The organiser decides what the room sees."""

    def act(world: World) -> None:
        organiser = world.person("organiser", "organiser")
        assert organiser.send("POST", "visibility", {"visibility": visibility}).status_code == 200

    return act


def stage(action: str, **others: Any) -> Act:
    """A command of the timer."""
    return lambda world: world.person("organiser", "organiser").timer(action, **others)


def scoring_closes(world: World) -> None:
    """The organiser closes scoring."""
    closed = world.person("organiser", "organiser").send("POST", "scoring", {"state": "closed", "reason": ""})
    assert closed.status_code == 200


def ballot(juror: int, team: int, scores: Scores, answer: int = 200, **others: Any) -> Act:
    """A ballot of the juror of that rank, and how it is answered."""

    def act(world: World) -> None:
        sent = world.person(f"juror {juror}", "juror", juror).ballot(team, scores, **others)
        assert sent.status_code == answer, sent.get_data(as_text=True)

    return act


def recusal(juror: int, team: int, undo: bool = False) -> Act:
    """The juror of that rank steps aside, or comes back."""

    def act(world: World) -> None:
        body = {"team": team, "reason": REASON, "undo": undo}
        assert world.person(f"juror {juror}", "juror", juror).send("POST", "recusals", body).status_code == 200

    return act


def tablet(world: World) -> None:
    """A juror's tablet comes and goes."""
    world.person("juror 0", "juror", 0)
    world.listen("juror 0")
    world.ears.pop("juror 0").disconnect()


def revocation(world: World) -> None:
    """A juror's link is revoked while their tablet still sends."""
    juror = world.person("juror 5", "juror", 5)
    with world.app.app_context():
        link = db.session.scalars(select(Link).filter_by(role="juror", subject="j06")).one()
        links.revoke(world.id, access.system(world.id), world.app.extensions["palmares.keys"], link.id)
        db.session.remove()
    assert juror.ballot(TEAM, comment=REMARK).status_code == 401


# What is public, the same in every world.
END_MS = 20_000
DAY: Programme = (
    (500, arrive),
    (3_500, stage("call", slot=ITS_SLOT)),
    (4_500, stage("start")),
    (10_500, stage("pause")),
    (12_500, lambda world: world.listen("latecomer")),
    (17_000, scoring_closes),
)
# Drafts, validated ballots (two in one pause of the publisher, one on a beat), a change of mind, refusals, recusals.
SECRETS: Programme = (
    (1_000, ballot(0, TEAM, (1, 2, None), final=False, comment=REMARK)),
    (2_000, ballot(0, TEAM, (9, 9, 9), base=1, comment=REMARK)),
    (2_040, ballot(3, TEAM, (3, 2, 1))),
    (5_000, ballot(0, 4, (7, 8, 9))),
    (6_050, ballot(0, TEAM, (4, 5, 6), base=2)),
    (7_000, ballot(0, TEAM, (11, 0, 0), 422, base=3)),
    (7_500, ballot(0, 1, (5, 5, 5), 403)),
    (8_000, ballot(3, TEAM, (3, 2, 2), 409, base=7)),
    (9_000, recusal(4, TEAM)),
    (9_500, ballot(3, 7, (1, None, 1), 422)),
    (13_500, revocation),
    (14_500, tablet),
    (18_000, ballot(0, 7, (5, 5, 5), 410, comment=LATE_REMARK)),
)
# The first hour, of a visitor alone: enough where one thing is looked at.
MORNING: Programme = ((500, a_visitor_arrives),)
FIRST_SECRETS, NOON_MS = SECRETS[:3], 5_500

# What the room was shown before: the same in both worlds, then the jury works on.
SHOWN: dict[str, Programme] = {
    "hidden": ((0, shows("hidden")),),
    "progress": ((0, shows("progress")),),
    "frozen": (
        (0, ballot(8, TEAM - 1, (8, 8, 8))),
        (50, ballot(9, 1, (5, 6, 7))),
        (300, shows("frozen")),
        (15_000, shows("frozen")),
    ),
    "live": ((0, shows("live")),),
}


def results_are_asked(world: World) -> None:
    """A visitor reads the results, the page and the topic, at once and only if they are new."""
    topic = f"/api/events/{world.slug}/results"
    world.ask("visitor", f"/{world.slug}/results")
    world.ask("visitor", topic)
    world.ask("visitor", f"{topic}?if-new", headers={"If-None-Match": world.etags["visitor", "results"]})


def the_room_asks(world: World) -> None:
    """Everybody reads what is theirs again, at once and only if it is new."""
    for name in ROOM:
        pages = PAGES if name == "visitor" else ("results", OWN_PAGE[name])
        topics = (*access.VIEWS, "ballots", "nonesuch") if name == "visitor" else ("results", "progress")
        for page in pages:
            world.ask(name, f"/{world.slug}/{page}")
        for topic in topics:
            world.ask(name, f"/api/events/{world.slug}/{topic}")
        for topic in (topic for topic in topics if topic in HEARD):
            known = {"If-None-Match": world.etags[name, topic]}
            world.ask(name, f"/api/events/{world.slug}/{topic}?if-new", headers=known)
        world.ask(name, "/api/session")


def every_door_is_tried(world: World) -> None:
    """The same, and the pages of the server, and all that is refused."""
    the_room_asks(world)
    for page in (*OF_THE_SERVER, *(f"/{world.slug}/{page}" for page in PAGES_OF_OTHERS)):
        world.ask("visitor", page)
    _refusals(world)


def _refusals(world: World) -> None:
    api = f"/api/events/{world.slug}"
    for path in ("/metrics", "/readyz"):
        world.ask("visitor", path, **FROM_OUTSIDE)
        world.ask("visitor", f"{path}?proxied", **THROUGH_A_PROXY)
    world.ask("visitor", "/api/events/nowhere/results")
    world.ask("visitor", f"{api}/results", "HEAD")
    world.ask("visitor", f"{api}/results", "DELETE")
    sent: Sequence[tuple[str, str, str, dict[str, Any]]] = (
        ("visitor", "PUT", f"ballots/{TEAM}", {}),
        ("visitor", "POST", "recusals", {"team": TEAM}),
        ("visitor", "POST", "visibility", {"visibility": "live"}),
        ("screen", "PUT", f"ballots/{TEAM}", {}),
        ("timekeeper", "POST", "timer", {"base": 0, "action": "pause"}),
        ("timekeeper", "POST", "timer", {"base": 3, "action": "dance"}),
    )
    for place, (name, method, path, body) in enumerate(sent):
        token = {"X-CSRFToken": world.person(name).csrf}
        world.ask(name, f"{api}/{path}?{place}", method, json={"op": f"{OP[:-2]}{place}A", **body}, headers=token)
    world.ask("visitor", f"{api}/ballots/{TEAM}?no-token", "PUT", json={"op": OP})
    form = {"token": "nobody's", "csrf_token": world.person("visitor").csrf}
    world.ask("visitor", "/enter", "POST", data=form)
