"""The index of the pictures: `docs/screens/README.md`."""

from pathlib import Path

from scripts.screens.camera import THEMES, Screen, Theme
from scripts.screens.moments import THE_DAY

HEAD = """\
# Every screen

Made by `make screens` from the real server in a real browser, on the day of the example: Amiens, 28 November 2019.
The clock stands still at the instant of each picture, and links and receipts are drawn from a fixed seed, so that
what changes between two makings is what changed in the screens. Titles and facts are public; every score is invented,
and says so. A name is the screen, its width in pixels, its language, its theme. Pages are shown down to their foot,
or to 1,688 pixels, two screens of a phone. Wide screens are reduced, to three quarters (1440) and three fifths (1920).
The stage has the same fields in both themes.
"""
GROUPS = (
    ("The screens of the room", ("stage", "waiting", "results", "code")),
    ("The jury’s tablets", ("ballots", "rehearsal", "ballot", "scores", "versions", "booth")),
    (
        "The desk",
        (
            *(
                "desk",
                "coaching",
                "host",
                "report",
                "check",
                "jury",
                "paper",
                "board",
                "list",
                "minutes",
                "press",
                "feedback",
                "handout",
            ),
            *("reveal", "favourite", "timer", "links", "print", "dress", "archive", "personal", "register"),
            *("new", "tables"),
        ),
    ),
    ("Phones and public pages", ("palmares", "vote", "team", "coach", "home", "agenda", "rules", "events")),
    (
        "Doors and duties",
        (
            "enter",
            "replace",
            "login",
            "begin",
            "device",
            "refusal",
            "help",
            "privacy",
            "legal",
            "accessibility",
            "statement",
        ),
    ),
)
NAMES = {"fr": "français", "en": "English"}
THUMBNAIL = {390: 110, 768: 150, 1024: 200, 1440: 240, 1920: 240}


def pictures() -> set[str]:
    """The name of every picture there is."""
    return {file for moment in THE_DAY for screen in moment.screens for file in screen.files()}


def write(folder: Path) -> None:
    """Write the index, and take away what it does not name."""
    (folder / "README.md").write_text(page(), encoding="utf-8")
    for former in folder.glob("*.webp"):
        if former.name not in pictures():
            former.unlink()


def page() -> str:
    """The whole page."""
    screens = [screen for moment in THE_DAY for screen in moment.screens]
    parts = [HEAD]
    for title, families in GROUPS:
        mine = [screen for family in families for screen in screens if screen.name.split("-")[0] == family]
        parts.append(f"\n## {title}\n\n| screen | light | dark |\n|---|---|---|\n")
        parts += [row for screen in mine for row in rows(screen)]
    return "".join(parts)


def rows(screen: Screen) -> list[str]:
    """One line per width."""
    cells = {width: " | ".join(_cell(screen, width, theme) for theme in THEMES) for width in screen.widths}
    return [f"| **{screen.name}**, {width}<br>{screen.says} | {cells[width]} |\n" for width in screen.widths]


def _cell(screen: Screen, width: int, theme: Theme) -> str:
    """A theme's pictures: one to see, in French by day and in English by night, the other by its name."""
    if theme not in screen.themes:
        return "the same"
    seen, other = ("fr", "en") if theme == "light" else ("en", "fr")
    file = screen.file(width, seen, theme)
    thumbnail = f'<a href="{file}"><img src="{file}" width="{THUMBNAIL[width]}" alt="{screen.says}"></a>'
    return f"{thumbnail}<br>[{NAMES[other]}]({screen.file(width, other, theme)})"
