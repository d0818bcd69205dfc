"""The tables of an event: the rows they become."""

from app.domain.event_rows import (
    AgendaRow,
    AwardRow,
    BallotRow,
    CategoryRow,
    CoachRow,
    CriterionRow,
    EventRow,
    EventTables,
    Fault,
    JurorRow,
    OrganisationRow,
    RawTable,
    RecusalRow,
    TeamRow,
)

__all__ = [
    "AgendaRow",
    "AwardRow",
    "BallotRow",
    "CategoryRow",
    "CoachRow",
    "CriterionRow",
    "EventRow",
    "EventTables",
    "Fault",
    "JurorRow",
    "OrganisationRow",
    "RawTable",
    "RecusalRow",
    "TeamRow",
]
