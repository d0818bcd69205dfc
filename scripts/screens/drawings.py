"""Two drawings beside the pictures: the room, made of real screens on their devices, and the house of the code.

`docs/room-fr.webp`, `docs/room-en.webp`, `docs/house.webp`. Drawn as SVG, which carries no typeface of its own where a
README shows it: so they are pictures, with ours.
"""

import base64
from pathlib import Path
from string import Template

from playwright.sync_api import Browser

from scripts.screens.camera import LANGUAGES, picture
from tests.serving import ROOT

HERE = Path(__file__).parent
SCREENS = {
    "stage": "stage-pitch-1920",
    "desk": "desk-1440",
    "draft": "ballot-draft-1024",
    "receipt": "ballot-validated-768",
    "team": "team-waiting-390",
}
WORDS = {
    "fr": {
        "desk_word": "la régie",
        "juror_word": "une jurée note",
        "receipt_word": "un juré a son reçu",
        "team_word": "une équipe attend",
    },
    "en": {
        "desk_word": "the desk",
        "juror_word": "a juror scores",
        "receipt_word": "a juror has a receipt",
        "team_word": "a team waits",
    },
}


def draw(browser: Browser, pictures: Path, folder: Path) -> None:
    """Draw the house, and the room in each language from the pictures that were taken."""
    _print(browser, (HERE / "house.svg").read_text(encoding="utf-8"), folder / "house.webp")
    room = Template((HERE / "room.svg").read_text(encoding="utf-8"))
    palm = (ROOT / "static" / "palm.svg").read_text(encoding="utf-8").split("\n", 1)[1].replace("</svg>", "")
    for language in LANGUAGES:
        seen = {
            name: _inside(pictures / f"{screen}-{language}-light.webp", "image/webp")
            for name, screen in SCREENS.items()
        }
        drawing = room.substitute(seen | WORDS[language] | {"palm": palm})
        _print(browser, drawing, folder / f"room-{language}.webp")


def _print(browser: Browser, drawing: str, file: Path) -> None:
    page = browser.new_page()
    page.set_content(f"<style>{_fonts()}body{{margin:0}}svg{{display:block}}</style>{drawing}")
    width, height = page.evaluate(
        "(({ width, height }) => [width, height])(document.querySelector('svg').viewBox.baseVal)"
    )
    page.set_viewport_size({"width": int(width), "height": int(height)})
    page.evaluate("Promise.all([...document.querySelectorAll('image')].map((image) => image.decode?.()))")
    page.evaluate("document.fonts.ready")
    file.write_bytes(picture(page))
    page.context.close()


def _fonts() -> str:
    faces = {
        "Bricolage Grotesque": "bricolage-grotesque-latin.woff2",
        "Atkinson Hyperlegible Next": "atkinson-hyperlegible-next-latin.woff2",
    }
    return "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: 200 800; font-stretch: 75% 100%;'
        f' src: url("{_inside(ROOT / "static" / "fonts" / file, "font/woff2")}"); }}'
        for name, file in faces.items()
    )


def _inside(path: Path, kind: str) -> str:
    """A file as an address that holds it whole."""
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
