"""A vote of the jury on its tablets: opened between teams for some places, cast once by each, closed and counted."""

from typing import Any

from app import changes
from app.access import Identity
from app.actions.laureates import add_act
from app.actions.list_state import not_now, refuse_unless
from app.changes import Answer, Change
from app.domain import laureates as rules
from app.domain import reasons
from app.domain import votes as voting
from app.domain.errors import Invalid, NotYours, Refusal
from app.models import Vote, VoteCast
from app.queries import ballots, laureates, records


def open_vote(event_id: int, actor: Identity, op: str, teams: Any, mode: Any) -> Answer:
    """Have the jury vote between teams for the places that are left to them; answers 200 with its number.

    422 where it is no vote (`teams`, `mode`), where nobody may vote, or where nobody was named to end a draw.
    """

    def work(change: Change) -> Answer:
        listing = refuse_unless(change, rules.OPEN)
        if laureates.open_vote(change.session, change.event) is not None:
            raise not_now("A vote is open: close it first.")
        if mode not in (voting.NAMED, voting.SECRET):
            raise Invalid.at("mode", "One of these is expected: %(known)s.", known=f"{voting.NAMED}, {voting.SECRET}")
        known = ballots.grid(change.session, change.event)
        stake, places = _stake(laureates.deliberation(change.session, change.event, known=known), teams)
        members = laureates.members(known)
        voters = voting.voters(members, stake)
        if not voters:
            raise not_now("Every juror stepped aside for one of these teams: nobody may vote.")
        numbered = {team.number: team.organisations for team in known.teams if team.number in stake}
        casting = voting.casting(members, numbered, listing.casting) if mode == voting.NAMED else None
        if casting is None and mode == voting.NAMED:
            raise not_now("Name first who has the casting vote: the chair’s own team is at stake.")
        vote = Vote(
            event_id=change.event.id,
            number=len(laureates.polls(change.session, change.event)) + 1,
            mode=mode,
            stake=stake,
            places=places,
            voters=voters,
            casting=casting,
            opened_at_ms=change.now_ms,
            voices={str(team): 0 for team in stake},
        )
        change.session.add(vote)
        said = {"vote": vote.number, "mode": mode, "stake": stake, "places": places}
        change.record("vote.opened", {**said, "voters": voters, "casting": casting})
        return Answer(200, {"vote": vote.number})

    return changes.write(event_id, actor, work, op, ["open", teams, mode])


def _stake(known: rules.Deliberation, teams: Any) -> tuple[list[int], int]:
    """The teams of a vote, and for how many places: those that the rest of the list leaves."""
    wrong = "Two teams at least are expected, more than there are places for them."
    if not isinstance(teams, list) or not all(type(team) is int and team in known.scored for team in teams):
        raise Invalid.at("teams", wrong)
    stake = sorted(set(teams))
    places = known.count - len(set(known.chosen) - set(stake))
    if not 0 < places < len(stake):
        raise Invalid.at("teams", wrong)
    return stake, places


def cast(event_id: int, actor: Identity, op: str, number: Any, teams: Any) -> Answer:
    """Cast one's vote, once: as many teams as there are places, or none (a blank vote). Answers 200.

    403 for who may not vote on these teams; 409 once cast or closed; 422 at `teams`.
    """

    def work(change: Change) -> Answer:
        vote = laureates.open_vote(change.session, change.event)
        juror = records.juror(change.session, change.event, actor.subject)
        if vote is None or vote.number != number or juror is None:
            raise Refusal(409, "This vote is closed.")
        if juror.key not in vote.voters:
            raise NotYours("You stepped aside for one of these teams: you do not vote on them.")
        if juror.key in laureates.casts(change.session, vote):
            raise Refusal(409, "You have voted already.")
        choice = _choice(vote, teams)
        named = vote.mode == voting.NAMED
        row = VoteCast(event_id=change.event.id, vote_id=vote.id, juror_id=juror.id, choice=choice if named else None)
        change.session.add(row)
        vote.voices = {team: n + (int(team) in choice) for team, n in vote.voices.items()}
        said = {"vote": vote.number, "juror": juror.key}
        change.record("vote.cast", {**said, "teams": choice} if named else said)
        return Answer(200, {"vote": vote.number})

    return changes.write(event_id, actor, work, op, ["cast", number, teams])


def _choice(vote: Vote, teams: Any) -> list[int]:
    fits = isinstance(teams, list) and all(type(team) is int and team in vote.stake for team in teams)
    if not fits or len(set(teams)) != len(teams) or len(teams) not in (0, vote.places):
        raise Invalid.at("teams", "Choose %(places)s of these teams, or vote blank.", places=vote.places)
    return sorted(teams)


def close_vote(event_id: int, actor: Identity, op: str, number: Any, reason: Any) -> Answer:
    """Close a vote; what it decides is an act of the jury. Answers 200 with `retained`, null where that is nothing."""

    def work(change: Change) -> Answer:
        refuse_unless(change, rules.OPEN)
        vote = laureates.open_vote(change.session, change.event)
        if vote is None or vote.number != number:
            raise Refusal(409, "This vote is closed.")
        came = _outcome(change, vote)
        vote.closed_at_ms, vote.by_casting = change.now_ms, came.by_casting
        vote.voices = {str(team): n for team, n in came.voices.items()}
        vote.retained = list(came.retained) if came.retained is not None else None
        said = {"vote": vote.number, "voices": vote.voices, "retained": vote.retained}
        change.record("vote.closed", {**said, "by_casting": came.by_casting})
        if came.retained is not None:
            known = laureates.deliberation(change.session, change.event)
            listed = known.retaining(vote.stake, came.retained)
            add_act(change, rules.VOTE, vote.stake, listed, reasons.judged(reason), vote.number)
        return Answer(200, {"vote": vote.number, "retained": vote.retained})

    return changes.write(event_id, actor, work, op, ["close", number, reason])


def _outcome(change: Change, vote: Vote) -> voting.Outcome:
    """Of a named vote from what each chose; of a secret one from its urn, where a draw stays a draw."""
    cast = laureates.casts(change.session, vote)
    if vote.mode == voting.NAMED:
        choices = [choice or [] for choice in cast.values()]
        return voting.outcome(vote.stake, vote.places, choices, cast.get(vote.casting or ""))
    urn = [[int(team)] for team, voices in vote.voices.items() for _ in range(voices)]
    return voting.outcome(vote.stake, vote.places, urn, None)
