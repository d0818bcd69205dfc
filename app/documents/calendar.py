"""The day as an iCalendar feed: published times only, in the event's own zone."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from app.models import Event, Slot

# How often a calendar asks again, where it heeds it.
REFRESH = timedelta(minutes=15)


def feed(event: Event, slots: Iterable[Slot], teams: Mapping[int, str], name: str | None = None) -> bytes:
    """One entry per slot, a pitch named by its team; its UID survives re-ordering and re-timing.

    Each leads to the event's public address, where it has one: a room's own is gone when a calendar is looked at again.
    SEQUENCE grows with each change that a calendar is to show; a team that is absent is CANCELLED, never forgotten.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Palmarès//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("name", name or event.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    if event.public_address:
        calendar.add("url", event.public_address)
    zone = ZoneInfo(event.timezone)
    for slot in slots:
        entry = Entry()
        noted = _instant(event.loaded_at_ms if slot.noted_at_ms is None else slot.noted_at_ms)
        entry.add("uid", f"{slot.key}@{event.slug}.palmares")
        entry.add("dtstamp", noted)
        entry.add("last-modified", noted)
        entry.add("sequence", slot.sequence)
        entry.add("dtstart", _instant(slot.published_at_ms).astimezone(zone))
        entry.add("dtend", _instant(slot.published_at_ms + slot.duration_ms).astimezone(zone))
        named = teams.get(slot.team, "") if slot.team is not None else ""
        entry.add("summary", " · ".join(filter(None, (named, slot.title))))
        entry.add("location", event.place)
        if event.public_address:
            entry.add("url", event.public_address)
        entry.add("status", "CANCELLED" if slot.status == "absent" else "CONFIRMED")
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _instant(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)
