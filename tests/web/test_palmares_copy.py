"""The static copy read back: every laureate in both languages, nothing that leads nowhere, nothing from elsewhere."""

import io
import posixpath
import re
import zipfile

import pytest

from tests.announcing import CHOSEN, CONTACTS
from tests.conftest import Doors
from tests.web.test_palmares import doors

__all__ = ["doors"]

PAGES = {"fr": "index.html", "en": "en.html"}
LINK = re.compile(r'(?:href|src)="([^"]*)"')
SHEET_LINK = re.compile(r'url\("?([^")]+)"?\)')


@pytest.fixture
def copied(doors: Doors) -> dict[str, bytes]:
    """The files of the copy, by their names."""
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


def test_control_a_file_taken_out_is_missed(copied: dict[str, bytes]) -> None:
    for taken in ("palmares.csv", "static/css/tokens.css", "en.html", "static/icons.svg"):
        assert broken({name: content for name, content in copied.items() if name != taken}) != []
