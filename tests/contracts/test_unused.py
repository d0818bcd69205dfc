"""Nothing of the front stands unused: every class of a sheet, every export, script, macro and mark is somebody's."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.contracts.test_layers import ROOT

CLASS = re.compile(r"\.([a-z][\w-]*)")
QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`]*)`")
WORD = re.compile(r"[A-Za-z][\w-]*")
# What a name begins with where its end is filled in: `chip--{{ state }}`, `token--${size}`.
OPEN = re.compile(r"([a-z][\w-]*-)(?=\{\{|\$\{)")
EXPORT = re.compile(r"(?m)^export (?:async )?(?:function|const|let|class) (\w+)")
IMPORTED = re.compile(r"(?m)^(?:import|export) \{([^}]*)\} from")
MACRO = re.compile(r"\{%-?\s*macro (\w+)")
MARK = re.compile(r'<symbol id="([\w-]+)"')
ASKED = re.compile(r"\bicon\(\s*'([\w-]+)'")
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|^\s*//.*?$", re.DOTALL | re.MULTILINE)


def read(root: Path, *patterns: str) -> dict[str, str]:
    """The files of a tree that match, without their comments, by their paths."""
    files = sorted(file for pattern in patterns for file in root.glob(pattern))
    return {str(file.relative_to(root)): COMMENT.sub("", file.read_text(encoding="utf-8")) for file in files}


def words(texts: Iterable[str]) -> set[str]:
    """Every name inside quotes: attributes, and strings of templates, scripts and Python."""
    return {word for text in texts for quoted in QUOTED.findall(text) for word in WORD.findall("".join(quoted))}


def layouts(templates: Iterable[str]) -> set[str]:
    """The classes of the body, which stand between two tags."""
    blocks = (
        block for text in templates for block in re.findall(r"block layout %\}(.*?)\{% endblock", text, re.DOTALL)
    )
    return {word for block in blocks for word in WORD.findall(block)}


def unused_classes(root: Path) -> list[str]:
    """Classes that a sheet styles and nothing wears."""
    templates = read(root, "templates/**/*.html")
    drawn = list((templates | read(root, "static/js/**/*.js", "app/**/*.py", "static/*.svg")).values())
    worn = words(drawn) | layouts(templates.values())
    begun = {start for text in drawn for start in OPEN.findall(text)}
    filled = worn | {f"c{number}" for number in range(1, 6)}
    found = set()
    for path, sheet in read(root, "static/css/**/*.css").items():
        for selector in re.findall(r"([^{};]+)\{", re.sub(r'"[^"]*"|url\([^)]*\)', "", sheet)):
            for name in CLASS.findall(selector):
                if name not in worn and not any(name.startswith(s) and name[len(s) :] in filled for s in begun):
                    found.add(f"{path}: .{name}")
    return sorted(found)


def unused_scripts(root: Path) -> list[str]:
    """Exports that no other script imports, tests included, and scripts that nothing loads."""
    scripts = read(root, "static/js/**/*.js")
    takers = scripts | read(root, "tests/js/*.js")
    loading = "\n".join((takers | read(root, "templates/**/*.html", "app/**/*.py")).values())
    imported = {
        name.split(" as ")[0].strip()
        for text in takers.values()
        for names in IMPORTED.findall(text)
        for name in names.split(",")
    } | set(re.findall(r"const \{ (\w+) \} = await import", loading))
    exports = [
        f"{path}: {name}" for path, text in scripts.items() for name in EXPORT.findall(text) if name not in imported
    ]
    return exports + [path for path in scripts if Path(path).name not in loading]


def unused_macros(root: Path) -> list[str]:
    """Macros that no template calls or imports."""
    templates = read(root, "templates/**/*.html")
    said = "\n".join(templates.values())
    return [
        f"{path}: {name}"
        for path, text in templates.items()
        for name in MACRO.findall(text)
        if len(re.findall(rf"\b{name}\b(?!['\"])", said)) < 2
    ]


def marks_astray(root: Path) -> list[str]:
    """Marks that are asked for and not in the sprite, and marks of the sprite that nobody asks for."""
    asking = read(root, "templates/**/*.html", "static/js/**/*.js")
    sprite = {name: path for path, text in read(root, "static/icons.svg").items() for name in MARK.findall(text)}
    said = words((asking | read(root, "app/**/*.py")).values())
    missed = [f"{path}: {name}" for path, text in asking.items() for name in ASKED.findall(text) if name not in sprite]
    return missed + [f"{path}: {name}" for name, path in sprite.items() if name not in said]


def test_every_class_is_worn() -> None:
    assert unused_classes(ROOT) == []
    assert len(read(ROOT, "static/css/**/*.css")) > 30  # they were read


def test_every_script_and_export_is_taken() -> None:
    assert unused_scripts(ROOT) == []


def test_every_macro_is_called() -> None:
    assert unused_macros(ROOT) == []


def test_every_mark_is_in_the_sprite_and_asked_for() -> None:
    assert marks_astray(ROOT) == []


@pytest.mark.parametrize(
    ("path", "source", "found"),
    [
        ("static/css/a.css", ".worn, .bare { color: red }", ["static/css/a.css: .bare"]),
        (
            "static/css/a.css",
            "@media print { .chip--live, .chip--gone { order: 1 } }",
            ["static/css/a.css: .chip--gone"],
        ),
        ("static/js/lib/a.js", "export function told() {}", ["static/js/lib/a.js: told", "static/js/lib/a.js"]),
        ("templates/desk/a.html", "{% macro told() %}{% endmacro %}", ["templates/desk/a.html: told"]),
        ("templates/desk/a.html", "{{ icon('gone') }}", ["templates/desk/a.html: gone"]),
        ("static/icons.svg", '<symbol id="live"/><symbol id="bare"/>', ["static/icons.svg: bare"]),
    ],
)
def test_control_what_nobody_uses_is_named(tmp_path: Path, path: str, source: str, found: list[str]) -> None:
    page = '<p class="worn">{{ chip(\'live\') }}</p><i class="chip--{{ state }}"></i>'
    for name, text in {"templates/desk/page.html": page, path: source}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    unused = unused_classes(tmp_path) + unused_scripts(tmp_path) + unused_macros(tmp_path)
    assert unused + marks_astray(tmp_path) == found
