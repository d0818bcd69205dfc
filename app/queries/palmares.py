"""The palmarès as everybody reads it once the laureates are announced: the packet's list, with each project's sheet."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import palmares as rules
from app.models import Award, Event, Packet, Team
from app.queries import laureates, packets, reveal
from app.queries.contacts import contacts


@dataclass(frozen=True)
class Project:
    """What a laureate's team says of its project; names are the packet's, the rest its public sheet's."""

    number: int
    title: str
    short_title: str
    organisations: tuple[str, ...]
    sheet: Team | None
    contact: str | None

    @property
    def in_a_sentence(self) -> str | None:
        """What it is in one sentence: the solution, else the problem."""
        return (self.sheet.solution or self.sheet.problem) if self.sheet else None


@dataclass(frozen=True)
class Reading:
    """All of the palmarès: the packet it is drawn from, its groups, each project, the categories by key."""

    packet: dict[str, Any]
    palmares: rules.Palmares
    projects: dict[int, Project]
    categories: dict[str, dict[str, Any]]


def announced(session: Session, event: Event) -> Packet | None:
    """The packet that everybody may read: the last one of a closed list, once the laureates are announced."""
    return laureates.closed_packet(session, event) if event.announced else None


def winners(session: Session, event: Event) -> frozenset[int]:
    """The numbers of the laureates, once everybody may know them; nobody before."""
    found = announced(session, event)
    return frozenset(each["team"] for each in packets.read(found)["laureates"]) if found else frozenset()


def of(session: Session, event: Event, packet: Packet) -> Reading:
    """The palmarès of a packet."""
    content = packets.read(packet)
    sheets = {row.number: row for row in session.scalars(select(Team).filter_by(event_id=event.id))}
    published = contacts(session, event)
    rows = session.scalars(select(Award).filter_by(event_id=event.id).order_by(Award.id))
    awards = [rules.Award(row.tier, row.team, row.organisation, row.citation) for row in rows]
    found = rules.palmares(content, reveal.plan(session, event), awards)
    chosen = {*found.teams, *(award.team for award in found.beside)}
    projects = {
        team["number"]: Project(
            number=team["number"],
            title=team["title"],
            short_title=team["short_title"],
            organisations=tuple(team["organisations"]),
            sheet=sheets.get(team["number"]),
            contact=published.get(team["number"]) if team["number"] in found.teams else None,
        )
        for team in content["teams"]
        if team["number"] in chosen
    }
    return Reading(content, found, projects, {each["key"]: each for each in content.get("categories", ())})
