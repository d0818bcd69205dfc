"""The static copy read back: every laureate in both languages, nothing that leads nowhere, nothing from elsewhere."""

import io
import posixpath
import re
import zipfile

import pytest
from flask import Flask

from app import changes
from app.models import Event
from tests.announcing import CHOSEN, CONTACTS
from tests.conftest import Doors
from tests.web.test_palmares import doors

__all__ = ["doors"]

PAGES = {"fr": "index.html", "en": "en.html"}
LINK = re.compile(r'(?:href|src)="([^"]*)"')
SHEET_LINK = re.compile(r'url\("?([^")]+)"?\)')


PUBLIC = "https://www.departement.example/forum/"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')


@pytest.fixture
def copied(doors: Doors) -> dict[str, bytes]:
    """The files of the copy, by their names."""
    return unpacked(doors)


def unpacked(doors: Doors) -> dict[str, bytes]:
    """The same, of this moment."""
    answer = doors.stranger().client.get("/amiens-2019/palmares.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as file:
        return {name: file.read(name) for name in file.namelist()}


def broken(files: dict[str, bytes]) -> list[str]:
    """Every address in the pages and sheets that is not in the copy itself; a mail address is one."""
    found = []
    for name, content in files.items():
        if not name.endswith((".html", ".css")):
            continue
        text = content.decode()
        for address in (LINK if name.endswith(".html") else SHEET_LINK).findall(text):
            path, _, anchor = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            there = target in files and (not anchor or f'id="{anchor}"' in files[target].decode())
            if not address.startswith("mailto:") and not there:
                found.append(f"{name}: {address}")
    return found


def test_every_laureate_is_there_in_both_languages(copied: dict[str, bytes]) -> None:
    for language, name in PAGES.items():
        text = copied[name].decode()
        assert f'<html lang="{language}">' in text
        assert {int(number) for number in re.findall(r'id="project-(\d+)"', text)} == set(CHOSEN)
        assert all(said.partition(",")[0] in text for said in CONTACTS.values())
    assert {"palmares.csv", "palmares.json"} <= copied.keys()


def test_no_address_leads_nowhere_or_elsewhere(copied: dict[str, bytes]) -> None:
    assert broken(copied) == []
    for name in PAGES.values():
        assert b"<script" not in copied[name] and b"csrf" not in copied[name]


def test_each_page_says_where_it_is_found_once_the_event_has_a_public_address(app: Flask, doors: Doors) -> None:
    before = unpacked(doors)
    assert all(not CANONICAL.findall(before[name].decode()) for name in PAGES.values())
    with app.app_context(), changes.transaction() as session:
        session.query(Event).one().public_address = PUBLIC
    after = unpacked(doors)
    found = {name: CANONICAL.findall(after[name].decode()) for name in PAGES.values()}
    assert found == {"index.html": [PUBLIC], "en.html": [f"{PUBLIC}en.html"]}
    # Nothing else in it changed, nor does anything else lead elsewhere.
    assert {name for name in after if after[name] != before[name]} == set(PAGES.values())
    assert [fault.partition(": ")[2] for fault in broken(after)] == [f"{PUBLIC}en.html", PUBLIC]
    assert not CANONICAL.findall(doors.stranger().client.get("/amiens-2019/palmares").get_data(as_text=True))


def test_control_a_file_taken_out_is_missed(copied: dict[str, bytes]) -> None:
    for taken in ("palmares.csv", "static/css/tokens.css", "en.html", "static/icons.svg"):
        assert broken({name: content for name, content in copied.items() if name != taken}) != []
