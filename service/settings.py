"""Settings: every key of the configuration file, typed, with its default, and overridable from the environment.

`[engine.whoosh] path` is overridden by `SUOYIN_ENGINE_WHOOSH_PATH`, and so on for every key.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from service.errors import BadSetting, UnreadableConfiguration

PREFIX = "SUOYIN_"
CONFIG_VARIABLE = "SUOYIN_CONFIG"
ENGINES = ("opensearch", "whoosh")
HIGHEST_PORT = 65_535
MOST_WORKERS = 256
"""The largest number of processes or threads; more than any machine has cores must be a typing error."""

_LEAST: Mapping[str, int] = {
    "engine.opensearch.timeout": 1,
    "engine.opensearch.write_timeout": 1,
    "engine.opensearch.retries": 0,
    "engine.opensearch.shards": 1,
    "engine.opensearch.replicas": 0,
    "engine.opensearch.refresh": 1,
    "engine.opensearch.bulk_bytes": 100_000,
}
_INDEX_NAME = re.compile(r"(?!.*-\d+$)[a-z0-9][a-z0-9_.-]*")
"""The names that OpenSearch takes, but none that ends like the numbered indexes of another name: suoyin-2."""

_REQUIREMENTS = "SUOYIN_REQUIRE_"
"""The prefix of variables that say what the tests must not skip, and that set no key."""


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
class OpenSearchSettings:
    """`[engine.opensearch]`: the cluster, the index's name there, how to be let in, times in seconds, and sizes.

    `user_env`, `password_env` and `api_key_env` name the environment variables that hold the secrets. `processes` 0
    means one for each core.
    """

    hosts: tuple[str, ...] = ("http://127.0.0.1:9200",)
    index: str = "suoyin"
    user_env: str = "OPENSEARCH_USER"
    password_env: str = "OPENSEARCH_PASSWORD"  # noqa: S105  # the name of a variable
    api_key_env: str = "OPENSEARCH_API_KEY"
    verify_certificates: bool = True
    ca_file: Path | None = None
    timeout: int = 30
    write_timeout: int = 120
    retries: int = 4
    shards: int = 1
    replicas: int = 1
    refresh: int = 30
    bulk_bytes: int = 5_000_000
    processes: int = 0
    global_statistics: bool = True


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`[engine]`: which engine, and the tables of each."""

    name: str = "whoosh"
    whoosh: WhooshSettings = field(default_factory=WhooshSettings)
    opensearch: OpenSearchSettings = field(default_factory=OpenSearchSettings)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`[web]`: where the service listens; `workers` 0 means one for each core; each worker has
    `threads`, 0 for the number that suits the engine."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `base` is the folder that relative paths and sources start from."""

    base: Path
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    web: WebSettings = field(default_factory=WebSettings)


def load_settings(config: Path | None, *, index: Path | None, environ: Mapping[str, str]) -> Settings:
    """Return the settings in `config`, else in the file that SUOYIN_CONFIG names (when not empty), else in the shipped one.

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
    """Return the configuration that comes with the program: beside the packages, or inside them when installed."""
    packaged = _packaged_config()
    beside = packaged.parents[2] / "config.toml"
    return beside if beside.is_file() else packaged


def _packaged_config() -> Path:
    """Return the configuration inside an installed package; its index goes to the working directory, not in there."""
    return Path(__file__).parent / "_shipped" / "config.toml"


def _with_index(settings: Settings, path: Path) -> Settings:
    whoosh = replace(settings.engine.whoosh, path=path)
    return replace(settings, engine=replace(settings.engine, whoosh=whoosh))


def setting_keys() -> Iterator[tuple[str, str]]:
    """Yield every key as it stands in the file (`engine.whoosh.path`) with its environment variable."""
    for key, _ in _keys(Settings, ""):
        yield key, variable_for(key)


def variable_for(key: str) -> str:
    """Return the name of a key's environment variable.

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
    """Return `current` with its values taken from a TOML table, and its default paths resolved."""
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
    if kind is bool and isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str):
        return value
    if kind in _PATHS and _is_path(value):
        return base / value
    if kind == tuple[str, ...] and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if kind == tuple[Path, ...] and isinstance(value, list) and all(map(_is_path, value)):
        return tuple(base / each for each in value)
    raise BadSetting(path, key, f"应为{_EXPECTED.get(kind, '路径列表（字符串数组）')}，现为 {value!r}")


_PATHS = (Path, Path | None)
_EXPECTED = {
    int: "整数",
    bool: "true 或 false",
    str: "字符串",
    Path: "路径（字符串）",
    Path | None: "路径（字符串）",
    tuple[str, ...]: "字符串数组",
}


def _is_path(value: object) -> bool:
    """Return whether a value of the file can name a path; the null character can stand in none."""
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
    if kind is bool:
        if text not in ("true", "false"):
            raise BadSetting("环境变量", variable, f"应为 true 或 false，现为 {text!r}")
        return text == "true"
    if kind is str:
        return text
    if kind == tuple[str, ...]:
        return tuple(each.strip() for each in text.split(",") if each.strip())
    if kind in _PATHS and text:
        return Path(text).absolute()
    paths = tuple(Path(each).absolute() for each in text.split(os.pathsep) if each)
    if kind in _PATHS or not paths:
        raise BadSetting("环境变量", variable, "路径不能为空")
    return paths


def _checked(where: Path | str, shown: str, value: Any, key: str | None = None) -> Any:
    """Return the value; one that has the right type and makes no sense is an error."""
    if isinstance(value, str) and not (value.strip() and value.isprintable()):
        raise BadSetting(where, shown, f"应为可以显示的文字，现为 {value!r}")
    match key or shown:
        case "engine.name" if value not in ENGINES:
            raise BadSetting(where, shown, f"没有名为 {value!r} 的检索引擎；可用的有 {'、'.join(ENGINES)}")
        case "web.port" if not 1 <= value <= HIGHEST_PORT:
            raise BadSetting(where, shown, f"端口应在 1 到 {HIGHEST_PORT} 之间，现为 {value}")
        case "web.workers" | "web.threads" if not 0 <= value <= MOST_WORKERS:
            raise BadSetting(where, shown, f"应在 0 到 {MOST_WORKERS} 之间，现为 {value}")
        case "engine.opensearch.hosts" if not value or not all(map(_is_address, value)):
            raise BadSetting(where, shown, f"应为 http:// 或 https:// 开头的地址，不含用户和密码，现为 {list(value)}")
        case "engine.opensearch.index" if not _INDEX_NAME.fullmatch(value):
            raise BadSetting(
                where, shown, f"只能用小写字母、数字和 - _ .，以字母或数字开头，不以 - 加数字结尾，现为 {value!r}"
            )
        case "engine.opensearch.processes" if not 0 <= value <= MOST_WORKERS:
            raise BadSetting(where, shown, f"应在 0 到 {MOST_WORKERS} 之间，现为 {value}")
        case name if name in _LEAST and value < _LEAST[name]:
            raise BadSetting(where, shown, f"不能小于 {_LEAST[name]}，现为 {value}")
    return value


def _is_address(host: str) -> bool:
    """Return whether a host is an address of the documented form; secrets in it would end up in logs."""
    try:
        url = urlsplit(host)
        return url.scheme in ("http", "https") and bool(url.hostname) and "@" not in host and url.port != 0
    except ValueError:
        return False


def _resolved(value: Any, base: Path) -> Any:
    if isinstance(value, Path):
        return base / value
    if isinstance(value, tuple):
        return tuple(base / each if isinstance(each, Path) else each for each in value)
    return value


def _with(current: Any, names: list[str], value: Any) -> Any:
    first, *rest = names
    return replace(current, **{first: _with(getattr(current, first), rest, value) if rest else value})
