"""Settings: every key of the configuration file, typed, with its default, and overridable from the environment.

`[engine.whoosh] path` is overridden by `SUOYIN_ENGINE_WHOOSH_PATH`, and so on for every key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

from service.errors import BadSetting, UnreadableConfiguration

PREFIX = "SUOYIN_"
CONFIG_VARIABLE = "SUOYIN_CONFIG"
ENGINES = ("whoosh",)
HIGHEST_PORT = 65_535
MOST_WORKERS = 256
"""More processes than any machine has cores are a slip of the finger."""

_REQUIREMENTS = "SUOYIN_REQUIRE_"
"""Variables with this prefix say what the tests must not skip, and set no key."""


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """`[archive]`: the site's name and the files and folders to index."""

    name: str = "政府信息公开检索"
    paths: tuple[Path, ...] = (Path("sample"),)


@dataclass(frozen=True, slots=True)
class WhooshSettings:
    """`[engine.whoosh]`: the folder of the index."""

    path: Path = Path("index")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`[engine]`: which engine, and the tables of each."""

    name: str = "whoosh"
    whoosh: WhooshSettings = field(default_factory=WhooshSettings)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`[web]`: where the service listens; `workers` 0 means one a core; each worker has `threads`."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 0
    threads: int = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `base` is the folder that relative paths and sources start from."""

    base: Path
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    web: WebSettings = field(default_factory=WebSettings)


def load_settings(config: Path | None, *, index: Path | None, environ: Mapping[str, str]) -> Settings:
    """Read the settings from `config`, else the file that SUOYIN_CONFIG names (when not empty), else the shipped one.

    Variables in `environ` win over the file, and `index` over both. Paths in the file start from its folder, paths
    from elsewhere from the working directory. Raises a `ServiceError` naming file, key and value.
    """
    path = config or Path(environ.get(CONFIG_VARIABLE) or shipped_config())
    # A link to the file counts as the file: mounted configurations link to folders that change with every update.
    base = path.absolute().parent
    settings = _from_table(Settings(base), _read_toml(path), path, base, "")
    if path == _packaged_config():
        settings = _with_index(settings, Path(WhooshSettings().path).absolute())
    settings = _from_environment(settings, environ)
    return settings if index is None else _with_index(settings, index.absolute())


def shipped_config() -> Path:
    """Give the configuration that comes with the program: beside the packages, or inside them when installed."""
    packaged = _packaged_config()
    beside = packaged.parents[2] / "config.toml"
    return beside if beside.is_file() else packaged


def _packaged_config() -> Path:
    """Name the configuration inside an installed package; its index goes to the working directory, not in there."""
    return Path(__file__).parent / "_shipped" / "config.toml"


def _with_index(settings: Settings, path: Path) -> Settings:
    whoosh = replace(settings.engine.whoosh, path=path)
    return replace(settings, engine=replace(settings.engine, whoosh=whoosh))


def setting_keys() -> Iterator[tuple[str, str]]:
    """Give every key as it stands in the file (`engine.whoosh.path`) with its environment variable."""
    for key, _ in _keys(Settings, ""):
        yield key, variable_for(key)


def variable_for(key: str) -> str:
    """Name the environment variable of a key.

    >>> variable_for("engine.whoosh.path")
    'SUOYIN_ENGINE_WHOOSH_PATH'
    """
    return PREFIX + key.replace(".", "_").upper()


def _keys(table: type, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, kind in get_type_hints(table).items():
        if name == "base":
            continue
        if is_dataclass(kind):
            yield from _keys(kind, f"{prefix}{name}.")  # type: ignore[arg-type]
        else:
            yield f"{prefix}{name}", kind


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        # Editors on Windows put a byte order mark first.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as exc:
        raise UnreadableConfiguration(path, "文件不存在") from exc
    except OSError as exc:
        raise UnreadableConfiguration(path, exc.strerror or str(exc)) from exc
    except UnicodeDecodeError as exc:
        raise UnreadableConfiguration(path, "不是 UTF-8 编码") from exc
    except tomllib.TOMLDecodeError as exc:
        raise UnreadableConfiguration(path, f"不是有效的 TOML（{exc}）") from exc


def _from_table(current: Any, table: Mapping[str, Any], path: Path, base: Path, prefix: str) -> Any:
    """Give `current` with its values taken from a TOML table, and its default paths resolved."""
    known = {each.name for each in fields(current)} - {"base"}
    for name in table:
        if name not in known:
            raise BadSetting(path, f"{prefix}{name}", f"没有这个配置项；可用的有 {'、'.join(sorted(known))}")
    hints = get_type_hints(type(current))
    changes: dict[str, Any] = {}
    for name in known:
        key = f"{prefix}{name}"
        value = getattr(current, name)
        if is_dataclass(value):
            inner = table.get(name, {})
            if not isinstance(inner, dict):
                raise BadSetting(path, key, "应为一个表")
            changes[name] = _from_table(value, inner, path, base, f"{key}.")
        elif name in table:
            changes[name] = _checked(path, key, _from_toml(path, key, hints[name], table[name], base))
        else:
            changes[name] = _resolved(value, base)
    return replace(current, **changes)


def _from_toml(path: Path, key: str, kind: Any, value: Any, base: Path) -> Any:
    if kind is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str):
        return value
    if kind is Path and _is_path(value):
        return base / value
    if kind == tuple[Path, ...] and isinstance(value, list) and all(map(_is_path, value)):
        return tuple(base / each for each in value)
    expected = {int: "整数", str: "字符串", Path: "路径（字符串）"}.get(kind, "路径列表（字符串数组）")
    raise BadSetting(path, key, f"应为{expected}，现为 {value!r}")


def _is_path(value: object) -> bool:
    """Whether a value of the file can name a path; the null character can stand in none."""
    return isinstance(value, str) and value != "" and "\0" not in value


def _from_environment(settings: Settings, environ: Mapping[str, str]) -> Settings:
    kinds = dict(_keys(Settings, ""))
    keys = {variable_for(key): key for key in kinds}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX) or variable == CONFIG_VARIABLE or variable.startswith(_REQUIREMENTS):
            continue
        if variable not in keys:
            raise BadSetting("环境变量", variable, f"没有对应的配置项；可用的有 {'、'.join(sorted(keys))}")
        value = _checked("环境变量", variable, _from_text(variable, kinds[keys[variable]], text), keys[variable])
        settings = _with(settings, keys[variable].split("."), value)
    return settings


def _from_text(variable: str, kind: Any, text: str) -> Any:
    if kind is int:
        try:
            return int(text)
        except ValueError as exc:
            raise BadSetting("环境变量", variable, f"应为整数，现为 {text!r}") from exc
    if kind is str:
        return text
    if kind is Path and text:
        return Path(text).absolute()
    paths = tuple(Path(each).absolute() for each in text.split(os.pathsep) if each)
    if kind is Path or not paths:
        raise BadSetting("环境变量", variable, "路径不能为空")
    return paths


def _checked(where: Path | str, shown: str, value: Any, key: str | None = None) -> Any:
    """Refuse values that have the right type and make no sense."""
    if isinstance(value, str) and not (value.strip() and value.isprintable()):
        raise BadSetting(where, shown, f"应为可以显示的文字，现为 {value!r}")
    match key or shown:
        case "engine.name" if value not in ENGINES:
            raise BadSetting(where, shown, f"没有名为 {value!r} 的检索引擎；可用的有 {'、'.join(ENGINES)}")
        case "web.port" if not 1 <= value <= HIGHEST_PORT:
            raise BadSetting(where, shown, f"端口应在 1 到 {HIGHEST_PORT} 之间，现为 {value}")
        case "web.workers" if not 0 <= value <= MOST_WORKERS:
            raise BadSetting(where, shown, f"应在 0 到 {MOST_WORKERS} 之间，现为 {value}")
        case "web.threads" if not 1 <= value <= MOST_WORKERS:
            raise BadSetting(where, shown, f"应在 1 到 {MOST_WORKERS} 之间，现为 {value}")
    return value


def _resolved(value: Any, base: Path) -> Any:
    if isinstance(value, Path):
        return base / value
    if isinstance(value, tuple):
        return tuple(base / each for each in value)
    return value


def _with(current: Any, names: list[str], value: Any) -> Any:
    first, *rest = names
    return replace(current, **{first: _with(getattr(current, first), rest, value) if rest else value})
