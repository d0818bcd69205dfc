"""The JavaScript's own unit tests, run by the node that Playwright brings."""

import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).parent.parent
FILES = sorted(path.name for path in (ROOT / "tests" / "js").glob("*.test.js"))


def test_there_are_javascript_tests() -> None:
    assert FILES


@pytest.mark.parametrize("name", FILES)
def test_javascript(name: str) -> None:
    node = compute_driver_executable()[0]
    command = [node, "--test", "--test-reporter=spec", f"tests/js/{name}"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"{name}\n{answer.stdout}{answer.stderr}"
