"""Scripts and templates stand in rows too: a library knows no page, and no public borrows another's pieces."""

import graphlib
import posixpath
import re
from pathlib import Path

import pytest

from tests.contracts.test_layers import ROOT, house

# What each folder of scripts may import. A library knows neither element nor page; pages wire, and know no other page.
SCRIPTS: dict[str, set[str]] = {
    "lib": {"lib", "vendor"},
    "widgets": {"lib", "widgets"},
    "pages": {"lib", "widgets"},
    "": set(),  # what runs before anything is drawn
}
# What each folder of templates may include, extend or import. Every public's folder is one of its own.
SHARED = {"macros": {"macros"}, "layouts": {"macros", "layouts"}}
PUBLICS = ("audience", "coach", "desk", "jury", "screens", "team")
TAKERS = ("macros", "layouts", *PUBLICS)
TEMPLATES: dict[str, set[str]] = SHARED | {public: {"macros", "layouts", public} for public in PUBLICS}

IMPORT = re.compile(r"""(?m)^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\b(import)\s*\(""")
SAID = re.compile(r"(?m)/\*[\s\S]*?\*/|^\s*//.*$")  # comments name the types of others
REFERENCE = re.compile(r"\{%-?\s*(?:include|extends|import|from)\s+(\S+)")
COMMENT = re.compile(r"\{#.*?#\}|\{%-?\s*raw.*?endraw\s*-?%\}", re.DOTALL)


def scripts(root: Path) -> dict[str, str]:
    """Every script of ours by its path below `static/js/`."""
    folder = root / "static" / "js"
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.js"))
    }


def wanted(path: str, source: str) -> list[str]:
    """What a script imports, as paths below `static/js/`; what is not a file beside it stays as it is written."""
    found = [match[1] or "import()" for match in IMPORT.finditer(SAID.sub("", source))]
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name[0] == "." else name for name in found
    ]


def folder_of(path: str) -> str:
    """The folder of a script or a template; files of `static/vendor/` are the vendor's."""
    return "vendor" if path.startswith("../vendor/") else path.rpartition("/")[0]


def script_faults(root: Path) -> list[str]:
    """What the scripts of a tree import and may not."""
    found = []
    for path, source in scripts(root).items():
        if folder_of(path) not in SCRIPTS:
            found.append(f"{path} stands in no row")
            continue
        for name in wanted(path, source):
            if folder_of(name) not in SCRIPTS[folder_of(path)]:
                found.append(f"{path} imports {name}")
            elif not (root / "static" / "js" / name).is_file():
                found.append(f"{path} imports {name}, which is not there")
    return found


def circle(root: Path) -> list[str]:
    """Scripts that import each other in a circle, or nothing."""
    try:
        graphlib.TopologicalSorter({path: wanted(path, source) for path, source in scripts(root).items()}).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def taken(root: Path) -> dict[str, list[str]]:
    """What every template takes from others, as it is written, by its path below `templates/`."""
    folder = root / "templates"
    files = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}
    return {path: REFERENCE.findall(COMMENT.sub("", source)) for path, source in sorted(files.items())}


def template_faults(root: Path) -> list[str]:
    """What the templates of a tree take from elsewhere and may not."""
    found = []
    for path, names in taken(root).items():
        if folder_of(path) not in TEMPLATES:
            found.append(f"{path} stands in no row")
            continue
        for name in names:
            if name[0] not in "'\"" or folder_of(name.strip("'\"")) not in TEMPLATES[folder_of(path)]:
                found.append(f"{path} takes {name}")
            elif not (root / "templates" / name.strip("'\"")).is_file():
                found.append(f"{path} takes {name}, which is not there")
    return found


def test_scripts_import_only_from_their_rows() -> None:
    assert script_faults(ROOT) == []
    assert sum(len(wanted(path, source)) for path, source in scripts(ROOT).items()) > 200  # they were read


def test_no_scripts_import_each_other_in_a_circle() -> None:
    assert circle(ROOT) == []


def test_templates_take_only_what_is_shared_and_their_own() -> None:
    assert template_faults(ROOT) == []
    assert sum(len(names) for names in taken(ROOT).values()) > 80  # they were read


@pytest.mark.parametrize(("rows", "place", "ending"), [(SCRIPTS, "static/js", "js"), (TEMPLATES, "templates", "html")])
def test_every_folder_has_its_row_and_every_row_its_folder(rows: dict[str, set[str]], place: str, ending: str) -> None:
    files = (ROOT / place).rglob(f"*.{ending}")
    assert {folder_of(file.relative_to(ROOT / place).as_posix()) for file in files} == rows.keys()


# Written out: who takes what from where it may not.
BROKEN_SCRIPTS = (
    ("lib/a.js", "import { draw } from '../widgets/b.js';", "lib/a.js imports widgets/b.js"),
    ("lib/a.js", "import {\n  start,\n} from '../pages/b.js';", "lib/a.js imports pages/b.js"),
    ("lib/a.js", "import '../early.js';", "lib/a.js imports early.js"),
    ("widgets/a.js", "export { start } from '../pages/b.js';", "widgets/a.js imports pages/b.js"),
    ("widgets/a.js", "import '../../vendor/b/b.js';", "widgets/a.js imports ../vendor/b/b.js"),
    ("widgets/a.js", "import '../early.js';", "widgets/a.js imports early.js"),
    ("pages/a.js", 'import "./b.js";', "pages/a.js imports pages/b.js"),
    ("pages/a.js", "import { io } from '../../vendor/b/b.js';", "pages/a.js imports ../vendor/b/b.js"),
    ("pages/a.js", "import '../early.js';", "pages/a.js imports early.js"),
    ("pages/a.js", "const b = await import('../lib/b.js');", "pages/a.js imports import()"),
    (
        "pages/a.js",
        "import { b } from 'https://elsewhere.example/b.js';",
        "pages/a.js imports https://elsewhere.example/b.js",
    ),
    ("pages/a.js", "import { b } from '../lib/gone.js';", "pages/a.js imports lib/gone.js, which is not there"),
    ("first.js", "import { b } from './lib/b.js';", "first.js imports lib/b.js"),
    ("first.js", "import { b } from './widgets/b.js';", "first.js imports widgets/b.js"),
    ("first.js", "import { b } from './pages/b.js';", "first.js imports pages/b.js"),
    ("first.js", "import { b } from '../vendor/b/b.js';", "first.js imports ../vendor/b/b.js"),
    ("first.js", "import { b } from './early.js';", "first.js imports early.js"),
    ("tools/a.js", "", "tools/a.js stands in no row"),
)
BROKEN_TEMPLATES = (
    *((taker, f'{{% include "{lender}/_b.html" %}}') for taker in TAKERS for lender in PUBLICS if taker != lender),
    ("macros", '{% import "layouts/_b.html" as b %}'),
    ("audience", "{%- extends 'desk/_b.html' -%}"),
    ("desk", '{% from "jury/_b.html" import row with context %}'),
    ("screens", "{% include chosen %}"),
    ("jury", '{% import "macros/gone.html" as b %}'),
    ("pieces", ""),
)


@pytest.mark.parametrize(("path", "source", "fault"), BROKEN_SCRIPTS)
def test_control_a_script_out_of_its_row_is_noticed(tmp_path: Path, path: str, source: str, fault: str) -> None:
    there = {
        f"static/js/{name}": "" for name in ("early.js", "lib/b.js", "widgets/b.js", "pages/b.js", "../vendor/b/b.js")
    }
    assert script_faults(house(tmp_path, {**there, f"static/js/{path}": source})) == [fault]


@pytest.mark.parametrize(("taker", "source"), BROKEN_TEMPLATES)
def test_control_a_template_that_borrows_is_noticed(tmp_path: Path, taker: str, source: str) -> None:
    there = {f"templates/{folder}/_b.html": "" for folder in TAKERS}
    assert len(template_faults(house(tmp_path, {**there, f"templates/{taker}/a.html": source}))) == 1


def test_control_a_circle_of_scripts_is_noticed(tmp_path: Path) -> None:
    files = {"static/js/lib/a.js": "import './b.js';", "static/js/lib/b.js": "import { a } from './a.js';"}
    assert set(circle(house(tmp_path, files))) == {"lib/a.js", "lib/b.js"}
