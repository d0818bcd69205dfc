"""The palmarès as open data: what its page says, for a spreadsheet or a program; documented in `docs/tables.md`."""

import json
from typing import Any

from app.documents.csv_folder import content_of
from app.domain.palmares import Award
from app.queries.palmares import Project, Reading

TYPES = {"csv": "text/csv", "json": "application/json"}
FORMAT, VERSION = "palmares-open-data", 1
LICENCE = {"name": "Licence Ouverte / Open Licence 2.0 (Etalab)", "spdx": "etalab-2.0"}
OF_THE_SHEET = ("territory", "problem", "solution", "implementation", "cost")


def written(found: Reading, form: str) -> bytes:
    """The file of a palmarès."""
    return _csv(found) if form == "csv" else _json(found)


def laureates(found: Reading) -> list[dict[str, Any]]:
    """One row for each laureate, in the order of the page; None where nothing was given."""
    rows = []
    for group in found.palmares.groups:
        category = found.categories[group.category]["name"] if group.category else None
        for each in group.laureates:
            project = found.projects[each.team]
            told = {"category": category, "tier": each.tier, "place": each.place, "citation": each.citation}
            sheet = {name: getattr(project.sheet, name, None) for name in OF_THE_SHEET}
            rows.append({**_named(found, project), **told, **sheet, "contact": project.contact})
    return rows


def _named(found: Reading, project: Project) -> dict[str, Any]:
    carried = [each for each in found.packet["organisations"] if each["key"] in project.organisations]
    return {
        "number": project.number,
        "title": project.title,
        "short_title": project.short_title,
        "organisations": "+".join(each["code"] for each in carried),
        "organisation_names": " + ".join(each["name"] for each in carried),
    }


def _csv(found: Reading) -> bytes:
    rows = laureates(found)
    lines = [["" if value is None else str(value) for value in row.values()] for row in rows]
    return content_of(list(rows[0]), lines)  # a list without laureates is never closed


def _json(found: Reading) -> bytes:
    packet = found.packet
    event = {name: packet["event"][name] for name in ("slug", "name", "date", "place", "timezone", "language")}
    said = {
        "format": FORMAT,
        "version": VERSION,
        "licence": LICENCE,
        "event": {**event, "demonstration": packet["event"]["demonstration"]},
        "criteria": packet["rules"]["criteria"],
        "counts": {
            "teams": len(packet["teams"]),
            "organisations": len(packet["organisations"]),
            "ballots": len(packet["ballots"]),
        },
        "packet": {"number": packet["number"], "digest": packet["digest"]},
        "laureates": laureates(found),
        "beside": [_beside(found, award) for award in found.palmares.beside],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _beside(found: Reading, award: Award) -> dict[str, Any]:
    project = found.projects.get(award.team) if award.team is not None else None
    return {
        "tier": award.tier,
        "team": award.team,
        "title": project and project.title,
        "organisation": award.organisation,
        "service": award.service,
        "citation": award.citation,
    }
