"""A bag (BagIt, RFC 8493) as a .zip: files with their digests and a few facts, which anybody can check by hand.

Chosen before a SEDA transfer, which only means something once an archives service has agreed its profile: from a bag
its own tools make one, and without any tool `sha256sum -c manifest-sha256.txt` says whether the files are whole.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence

# Each file of the same moment has one date: what tells two bags apart is in them.
DATE = (1980, 1, 1, 0, 0, 0)
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bagged(name: str, payload: Mapping[str, bytes], facts: Sequence[tuple[str, str]]) -> bytes:
    """The .zip of a bag called so: `payload` by path under data/, `facts` as bag-info.txt has them."""
    data = {f"data/{path}": content for path, content in sorted(payload.items())}
    measured = ("Payload-Oxum", f"{sum(map(len, data.values()))}.{len(data)}")
    tags = {
        "bagit.txt": DECLARED,
        "bag-info.txt": "".join(_line(label, said) for label, said in (*facts, measured) if said).encode(),
        "manifest-sha256.txt": _manifest(data),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in {**tags, "tagmanifest-sha256.txt": _manifest(tags), **data}.items():
            file.writestr(zipfile.ZipInfo(f"{name}/{path}", DATE), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _line(label: str, said: str) -> str:
    """A fact on one line, whatever was typed."""
    return f"{label}: {' '.join(said.split())}\n"


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in files.items()).encode()
