"""What a page weighs on its way: one sheet, scripts named at once, text compressed where no secret is in it."""

import gzip
import re
from pathlib import Path

import pytest

from app.web import static
from tests.conftest import Doors
from tests.contracts.test_layers_front import scripts, wanted
from tests.serving import ROOT, SLUG

SCRIPTS = scripts(ROOT)
PACK, BUILD = static.packed.__wrapped__, static.build_of.__wrapped__  # what is remembered for the run
ZIPPED = {"Accept-Encoding": "gzip"}
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))')
# What a browser waits for before it draws.
FIRST = re.compile(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"')
MOST_BYTES, MOST_BYTES_AWAITED = 120_000, 30_000


def test_the_one_sheet_holds_every_sheet_and_asks_for_none() -> None:
    sheet = static.one_sheet(ROOT / "static")
    assert "@import" not in sheet and "/*" not in sheet
    for path in sorted((ROOT / "static" / "css").rglob("*.css")):
        said = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for line in re.findall(r"^ +[a-z-]+: .*;$", said, re.MULTILINE):
            assert line.strip() in sheet, (path, line)
        # Addresses are read from where the one sheet lies.
        assert path.parent.name == "css" or "url(" not in said, path


def test_the_sheet_of_the_room_is_part_of_everybody_s_in_its_order() -> None:
    every, room = ((ROOT / "static" / "css" / name).read_text(encoding="utf-8") for name in static.SHEETS)
    known = [line for line in every.splitlines() if line.startswith("@")]
    kept = [line for line in room.splitlines() if line.startswith("@")]
    assert kept == [line for line in known if line in kept]
    assert known[0] in kept, "the order of the layers"


def graph(entry: str) -> set[str]:
    """Every script that one imports, by the rule of the contracts."""
    found, left = set(), [entry]
    while left:
        for name in wanted(left[-1], SCRIPTS.get(left.pop(), "")):
            if name not in found:
                found.add(name)
                left.append(name)
    return found


@pytest.mark.parametrize("page", sorted(path for path in SCRIPTS if path.startswith("pages/")))
def test_a_page_names_every_script_that_its_own_will_ask_for(page: str) -> None:
    named = {str(Path(path).relative_to("js")) for path in static.modules(f"js/{page}") if path.startswith("js/")}
    assert named == {name for name in graph(page) if not name.startswith("..")}
    assert any(path.startswith("vendor/") for path in static.modules(f"js/{page}")) == any(
        name.startswith("../vendor/") for name in graph(page)
    )


def test_what_changes_how_texts_are_sent_changes_their_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.css").write_text("p { }", encoding="utf-8")
    before = BUILD(tmp_path)
    other = tmp_path.parent / "static.py"
    other.write_text("another way", encoding="utf-8")
    monkeypatch.setattr(static, "__file__", str(other))
    assert BUILD(tmp_path) != before


@pytest.mark.parametrize("path", ["", "stage", "results", "vote", "agenda", "waiting", "teams/4"])
def test_a_page_of_the_room_weighs_little_without_its_fonts(doors: Doors, path: str) -> None:
    http = doors.stranger().client

    def got(address: str) -> tuple[dict[str, str], bytes]:
        with http.get(address, headers=ZIPPED) as answer:
            return dict(answer.headers), answer.data

    headers, page = got(f"/{SLUG}/{path}")
    assert headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in headers["Vary"]
    html = gzip.decompress(page)
    sent = {address: got(address) for address in set(LINKED.findall(html.decode()))}
    assert all(named["Content-Encoding"] == "gzip" for named, _ in sent.values())
    weight = len(page) + sum(len(text) for _, text in sent.values())
    assert weight < MOST_BYTES, {address: len(text) for address, (_, text) in sent.items()}
    # Nothing is drawn before these have come: the page, the one sheet, the script of the theme.
    first = FIRST.findall(html.decode().partition("<body")[0])
    assert [address.rpartition("/")[2] for address in first] == ["early.js", "room.css"]
    awaited = len(page) + sum(len(sent[address][1]) for address in first)
    assert awaited < MOST_BYTES_AWAITED, awaited


def test_a_page_with_somebody_s_secrets_is_not_compressed(doors: Doors) -> None:
    page = doors.enter("juror").client.get(f"/{SLUG}/jury", headers=ZIPPED)
    assert page.status_code == 200 and "Content-Encoding" not in page.headers


def test_texts_are_packed_beside_their_compressed_form(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "css").mkdir(parents=True)
    (root / "css" / "app.css").write_text('@layer a;\n@import url("b.css") layer(a);\n', encoding="utf-8")
    (root / "css" / "b.css").write_text("p { color: red }\n", encoding="utf-8")
    there = PACK(root, tmp_path / "packed")
    assert (there / "css" / "app.css").read_text(encoding="utf-8") == "@layer a;\n@layer a {\np { color: red }\n}\n"
    assert gzip.decompress((there / "css" / "app.css.gz").read_bytes()) == (there / "css" / "app.css").read_bytes()
