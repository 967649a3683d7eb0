"""The layers: who may import whom, and where each outside library is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("corpus", "indexer", "service")
"""From the bottom up: a layer imports itself and those before it."""

HOMES = {
    "lxml": "corpus/readers",
    "pypdfium2": "corpus/readers/layout",
    "python_calamine": "corpus/readers/office/spreadsheet.py",
    "jieba": "indexer/analysis",
    "opencc": "indexer/analysis",
    "pypinyin": "service/spelling",
    "numba": "indexer/compiled.py",
    "whoosh": "indexer/engines/whoosh",
    "xxhash": "indexer/engines/whoosh/store/checksums.py",
    "opensearchpy": "indexer/engines/opensearch",
    "flask": "service/web",
    "werkzeug": "service/web",
    "jinja2": "service/web",
    "granian": "service/web",
    "prometheus_client": "service/web/metrics.py",
    "msgspec": "corpus/plain_json.py",
    "chinese_calendar": "service/audit/working_days.py",
    "click": "service/cli",
    "mcp": "service/assistant",
    "pydantic": "service/assistant",
    "argon2": "service/desk/passwords.py",
    "flask_wtf": "service/web/desk",
    "sqlite3": ("service/sqlite_file.py", "service/search_log", "service/ledger"),
    "tomllib": "service",
    "time": "service",
}
SURROUNDINGS = (
    "os.environ",
    "os.getenv",
    "os.getcwd",
    "Path.cwd",
    "Path.home",
    ".expanduser",
    "datetime.now",
    "datetime.utcnow",
    "date.today",
)
READS_HOME = "indexer/compiled_folders.py"
"""Where the user's folder for compiled code is."""
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_down(path: Path) -> None:
    """service imports indexer imports corpus, and never the other way."""
    level = LAYERS.index(path.relative_to(ROOT).parts[0])
    above = set(LAYERS[level + 1 :]) | {"tests", "benchmarks"}
    assert not above & {name.split(".")[0] for name in _imports(path)}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_library_has_one_home(path: Path) -> None:
    """An outside library is imported in its home only."""
    for name in _imports(path):
        homes = HOMES.get(name.split(".")[0], "")
        allowed = [homes] if isinstance(homes, str) else homes
        assert any(f"{_name(path)}/".startswith(f"{home}/" if home else "") for home in allowed), (
            f"{name} belongs in {homes}"
        )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_lower_layers_read_no_surroundings(path: Path) -> None:
    """Environment and clock are read in service only, but for the user's home."""
    if path.relative_to(ROOT).parts[0] == "service":
        return
    forbidden = tuple(name for name in SURROUNDINGS if _name(path) != READS_HOME or name != ".expanduser")
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    read = {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}
    imported = {
        f"{node.module}.{name.name}" for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names
    }
    # `datetime.datetime.now` as well as `datetime.now`
    assert not {name for name in read | imported if name.endswith(forbidden)}


def test_there_is_something_to_check() -> None:
    """The tests above saw the packages."""
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(LAYERS)
