"""A bag is read back by its own rules: what is in it is whole, and what was altered shows."""

import hashlib
import io
import zipfile

from app.documents.bag import bagged

PAYLOAD = {"b/minutes.pdf": b"%PDF", "a.json": b"{}"}


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a .zip by their path."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def altered(files: dict[str, bytes], root: str) -> list[str]:
    """The files that a manifest does not name, or names with another digest."""
    wrong, named = [], set()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in files[f"{root}/{manifest}"].decode().splitlines():
            digest, path = line.split("  ", 1)
            named.add(f"{root}/{path}")
            if hashlib.sha256(files.get(f"{root}/{path}", b"missing")).hexdigest() != digest:
                wrong.append(path)
    return wrong + sorted(files.keys() - named - {f"{root}/tagmanifest-sha256.txt"})


def test_every_file_is_named_with_its_digest() -> None:
    files = unpacked(bagged("forum", PAYLOAD, [("Source-Organization", "Somme")]))
    assert files["forum/bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert altered(files, "forum") == []
    assert altered({**files, "forum/data/a.json": b"[]"}, "forum") == ["data/a.json"]
    assert altered({**files, "forum/data/more": b""}, "forum") == ["forum/data/more"]


def test_a_fact_is_one_line_whatever_was_typed_and_none_is_left_empty() -> None:
    files = unpacked(bagged("forum", PAYLOAD, [("Description", "un\nForged: yes"), ("Contact-Name", "")]))
    assert files["forum/bag-info.txt"] == b"Description: un Forged: yes\nPayload-Oxum: 6.2\n"


def test_the_same_files_are_the_same_bytes() -> None:
    assert bagged("forum", PAYLOAD, []) == bagged("forum", dict(reversed(PAYLOAD.items())), [])
