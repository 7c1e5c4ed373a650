"""The rooms know each other one way only, and importing them does no work."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What a room may import of the others, as prefixes of module names.
ALLOWED = {
    "vectorstore": (),
    "ingest": ("vectorstore",),
    "assistant": ("vectorstore", "ingest.vietnamese", "prompts"),
    "ui": ("assistant", "vectorstore", "ingest", "prompts"),
}
MODULES = sorted(path for room in ALLOWED for path in (ROOT / room).rglob("*.py"))
ROOMS = (*ALLOWED, "prompts", "tests")
# fonts.py asks Windows for its own folder, which is no setting of ours.
READS_ENVIRONMENT = {"ui/settings.py", "ui/samples/fonts.py"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, top_level_only: bool = False) -> Iterator[str]:
    """Modules that a file imports, those under TYPE_CHECKING and inside functions too unless `top_level_only`."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*base, node.module] if node.module else base)
            yield from (f"{start}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    room = module_name(path).partition(".")[0]
    allowed = (room, *ALLOWED[room])
    foreign = [
        name
        for name in imported(path)
        if name.partition(".")[0] in ROOMS
        and not any(name == prefix or name.startswith(prefix + ".") for prefix in allowed)
    ]
    assert foreign == []


def test_no_module_imports_itself_in_a_circle():
    names = {module_name(path): path for path in MODULES}
    graph = {
        name: {
            found
            for target in imported(path, top_level_only=True)
            if (found := target if target in names else target.rpartition(".")[0]) in names and found != name
        }
        for name, path in names.items()
    }
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        # A package's __init__ hands on names of its own modules: that is no circle.
        circle = [a for a in above[above.index(name) :] if name in above] if name in above else []
        assert not circle, " → ".join([*circle, name])
        if name in done:
            return
        for target in sorted(graph[name]):
            if not name.startswith(target + "."):
                visit(target, (*above, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_settings_read_the_environment(path):
    if str(path.relative_to(ROOT)) in READS_ENVIRONMENT:
        return
    assert [line for line in _environment_reads(ast.parse(path.read_text("utf-8")))] == []


def _environment_reads(tree: ast.AST) -> Iterator[int]:
    # os.environ.setdefault(…) silences a library below us; it is no setting of ours.
    silencing = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "setdefault"
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("environ", "getenv")
            and id(node) not in silencing
        ):
            yield node.lineno


def test_importing_everything_does_no_work(tmp_path):
    """No folder or file appears, and nothing heavy is loaded by the command and the rooms below it."""
    code = "import ui.command, ui.composition, ingest.pipeline, sys; sys.exit('torch' in sys.modules)"
    environment = {
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
