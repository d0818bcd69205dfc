"""The tables. Plain SQLAlchemy: they know nothing of Flask."""

from app.models.access import Link, Organiser, Seat, Visit
from app.models.arrival import Arrival
from app.models.ballot import Ballot, BallotVersion, PaperBallot, PaperReading, Recusal, SetAside
from app.models.base import Base
from app.models.coaching import TableVisit
from app.models.event import (
    Attendance,
    Award,
    Category,
    Coach,
    Criterion,
    Destruction,
    Event,
    Installation,
    Juror,
    Organisation,
    TablesStep,
    Team,
)
from app.models.favourite import FavouriteVote, FavouriteVoter
from app.models.feedback import Feedback
from app.models.journal import JournalEntry, Operation, PersonalText, Revision
from app.models.laureates import LaureateList, ListAct, Packet, Vote, VoteCast
from app.models.reveal import Reveal
from app.models.screen import Screen
from app.models.signed import SignedScan
from app.models.stage import AgendaStep, Slot, StageTimer, TimerStep
from app.models.statement import Statement

__all__ = [
    "AgendaStep",
    "Arrival",
    "Attendance",
    "Award",
    "Ballot",
    "BallotVersion",
    "Base",
    "Category",
    "Coach",
    "Criterion",
    "Destruction",
    "Event",
    "FavouriteVote",
    "FavouriteVoter",
    "Feedback",
    "Installation",
    "JournalEntry",
    "Juror",
    "LaureateList",
    "Link",
    "ListAct",
    "Operation",
    "Organisation",
    "Organiser",
    "Packet",
    "PaperBallot",
    "PaperReading",
    "PersonalText",
    "Recusal",
    "Reveal",
    "Revision",
    "Screen",
    "Seat",
    "SetAside",
    "SignedScan",
    "Slot",
    "StageTimer",
    "Statement",
    "TableVisit",
    "TablesStep",
    "Team",
    "TimerStep",
    "Visit",
    "Vote",
    "VoteCast",
]
