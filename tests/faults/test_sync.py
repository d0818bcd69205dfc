"""An acknowledgement leaves only after its commit is on the disk: seen in the system calls of the server."""

import re
import shutil
from pathlib import Path

import pytest

from tests.serving import ROOT, Server

ACKNOWLEDGEMENTS = 100
TRACED = "pwrite64,pwritev,write,fsync,fdatasync,sendto,sendmsg"
WRITE = re.compile(r"(?:pwrite64|pwritev|write)\(\d+<[^>]*palmares\.db-wal>")
SYNC = re.compile(r"f(?:data)?sync\(\d+<[^>]*palmares\.db-wal>")
ACKNOWLEDGED = re.compile(r'(?:sendto|sendmsg|write)\(\d+<socket.*\{\\"op\\":.*\\"receipt\\":')


def early_acknowledgements(trace: list[str]) -> tuple[int, int]:
    """How many acknowledgements the trace holds, and how many left while a write waited for its sync."""
    seen = early = 0
    waiting = False
    for line in trace:
        if WRITE.search(line):
            waiting = True
        elif SYNC.search(line):
            waiting = False
        elif ACKNOWLEDGED.search(line):
            seen += 1
            early += waiting
    return seen, early


def traced(tmp_path: Path) -> list[str]:
    """The system calls of a server that acknowledges a hundred ballots, one after the other."""
    if shutil.which("strace") is None:
        pytest.fail("strace is needed to see the system calls: install it (on Debian: apt-get install strace)")
    log = tmp_path / "trace.txt"
    prefix = ("strace", "-f", "-y", "-s", "4000", "-e", f"trace={TRACED}", "-o", str(log))
    with Server(tmp_path / "instance", ROOT / "tests" / "faults" / "launcher.py", prefix) as server:
        juror = server.person("juror")
        team = juror.get("ballots")[0]["team"]
        for revision in range(ACKNOWLEDGEMENTS):
            juror.validate(team, (revision % 11, 5, 5), base=revision)
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.mark.fault
@pytest.mark.timeout(240)
def test_each_of_a_hundred_acknowledgements_leaves_after_its_sync(tmp_path: Path) -> None:
    seen, early = early_acknowledgements(traced(tmp_path))
    assert (seen, early) == (ACKNOWLEDGEMENTS, 0)


@pytest.mark.fault
@pytest.mark.timeout(240)
def test_control_with_commits_that_do_not_wait_acknowledgements_leave_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEAKNESS", "commits that do not wait for the disk")
    seen, early = early_acknowledgements(traced(tmp_path))
    assert seen == ACKNOWLEDGEMENTS
    # Not all of them: once the log is long, each commit brings it into the database, and syncs it for that.
    assert early > ACKNOWLEDGEMENTS // 4
