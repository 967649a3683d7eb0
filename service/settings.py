"""Settings: every key of the configuration file, typed, with its default, and overridable from the environment.

`[engine.whoosh] path` is overridden by `SUOYIN_ENGINE_WHOOSH_PATH`, and so on for every key. The keys of each table
`[engine.<name>]` are the options of that engine (see `indexer.engines.registry`); for an option that is a secret the key
names the environment variable that holds it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, get_type_hints

from corpus.errors import reason_of
from indexer.engines.registry import DEFAULT_ENGINE, ENGINES, EngineKind
from indexer.options import MOST_PROCESSES, between, fault, is_secret, option
from service.audit_settings import AuditSettings
from service.errors import BadSetting, UnreadableConfiguration
from service.setting_values import BadValue, fault_of_text, from_text, from_toml, resolved
from service.site_settings import SiteSettings

PREFIX = "SUOYIN_"
CONFIG_VARIABLE = "SUOYIN_CONFIG"
ENVIRONMENT = "环境变量"
"""Where a value of the environment stands, as errors say it."""

HIGHEST_PORT = 65_535
MOST_REQUESTS = 1_000_000
"""Requests a minute: more than any machine answers."""

_REQUIREMENTS = "SUOYIN_REQUIRE_"
"""The prefix of variables that say what the tests must not skip, and that set no key."""


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """`[archive]`: the site's name, the files and folders to index, names to pass over, and what a file or a run may cost.

    `file_seconds` without anything read and `file_memory` in MB limit the reading of a file, `report_characters` the text of
    a report; a run that would remove more than `removal_percent` of the reports stops. `ocr` is a command that prints the text of a scan, within `ocr_seconds`. `readers` processes read files at a time, 0 for one a core.
    """

    name: str = "政府信息公开检索"
    paths: tuple[Path, ...] = (Path("sample"),)
    ignore: tuple[str, ...] = ()
    file_seconds: int = option(60, between(1, 86_400))
    file_memory: int = option(1024, between(128, 1_048_576))
    report_characters: int = option(4_000_000, between(1_000, 100_000_000))
    readers: int = option(0, between(0, MOST_PROCESSES))
    removal_percent: int = option(10, between(0, 100))
    originals: bool = True
    ocr: tuple[str, ...] = ()
    ocr_seconds: int = option(300, between(1, 86_400))


@dataclass(frozen=True, slots=True)
class EngineTable:
    """`[engine.<name>]`: an engine's options, still without its secrets, and the variable that holds each secret, by option."""

    options: Any
    variables: Mapping[str, str]


def _fault_of_engine(name: str) -> str:
    return "" if name in ENGINES else f"没有名为 {name!r} 的检索引擎；可用的有 {'、'.join(sorted(ENGINES))}"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`[engine]`: which engine, and the tables of all, by name."""

    name: str = option(DEFAULT_ENGINE, _fault_of_engine)
    tables: Mapping[str, EngineTable] = field(default_factory=lambda: _engine_tables(_defaults()))


def _fault_of_networks(texts: tuple[str, ...]) -> str:
    for text in texts:
        try:
            ip_network(text)
        except ValueError:
            return f"应为 IP 地址或网段，如 127.0.0.1、10.0.0.0/8，现为 {text!r}"
    return ""


def _fault_of_url(text: str) -> str:
    if not text or re.fullmatch(r"https?://[^\s/?#]+", text):
        return ""
    return f"应为网站的网址，只到域名或端口，如 https://xxgk.example.gov.cn，现为 {text!r}"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`[web]`: where the service listens; `workers` 0 means one for each core; each worker has
    `threads`, 0 for the number that suits the engine. Each client may make `rate` requests a minute, 0 for any number; `proxies`
    are addresses or networks that are believed when they say whom they forward. `url` is where the public reaches the site,
    for addresses that leave it; `listed` is whether search engines may list it; `metrics` are addresses or networks that may read `/metrics`."""

    host: str = "127.0.0.1"
    port: int = option(8000, between(1, HIGHEST_PORT, what="端口"))
    workers: int = option(0, between(0, MOST_PROCESSES))
    threads: int = option(0, between(0, MOST_PROCESSES))
    rate: int = option(600, between(0, MOST_REQUESTS))
    proxies: tuple[str, ...] = option((), _fault_of_networks)
    url: str = option("", _fault_of_url)
    listed: bool = True
    metrics: tuple[str, ...] = option((), _fault_of_networks)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """`[search]`: `vocabulary` is a list of words that mean the same, beside those that come with the program; `best_bets` is a
    list of what is put above the hits of which queries; `national_first` is whether what holds for the whole country comes before what
    holds for a locality."""

    vocabulary: Path | None = None
    best_bets: Path | None = None
    national_first: bool = False


@dataclass(frozen=True, slots=True)
class LogSettings:
    """`[log]`: `searches` is the file in which searches are recorded for so many `days`, none by default; `requests` is whether
    each request becomes a line of JSON on standard output."""

    searches: Path | None = None
    days: int = option(90, between(1, 3_650))
    requests: bool = False


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """`[ledger]`: `path` is the file of what people publish, correct and withdraw, and of who may; none by default. For so many days
    as `applications` says it is kept which report answered an application, none by default."""

    path: Path | None = None
    applications: int = option(0, between(0, 3_650))


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `base` is the folder that relative paths and sources start from."""

    base: Path
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    web: WebSettings = field(default_factory=WebSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    log: LogSettings = field(default_factory=LogSettings)
    ledger: LedgerSettings = field(default_factory=LedgerSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    site: SiteSettings = field(default_factory=SiteSettings)


def load_settings(config: Path | None, *, index: Path | None, environ: Mapping[str, str]) -> Settings:
    """Return the settings in `config`, else in the file that SUOYIN_CONFIG names (when not empty), else in the shipped one.

    Variables in `environ` win over the file, and `index` over both. Paths in the file start from its folder, paths
    from elsewhere from the working directory. Raises a `ServiceError` naming file, key and value.
    """
    path = config or Path(environ.get(CONFIG_VARIABLE) or shipped_config())
    # A link to the file counts as the file: mounted configurations link to folders that change with every update.
    base = path.absolute().parent
    values = {key: resolved(default, base) for key, default in _defaults().items()}
    values |= _from_file(_read_toml(path), path, base)
    if path == _packaged_config():
        values |= {key: default.absolute() for key, default in _defaults().items() if key in _folder_keys()}
    values |= _from_environment(environ)
    if index is not None:
        values |= dict.fromkeys(_folder_keys(), index.absolute())
    return Settings(
        base,
        archive=ArchiveSettings(**_table("archive", values)),
        engine=EngineSettings(**_table("engine", values), tables=_engine_tables(values)),
        web=WebSettings(**_table("web", values)),
        search=SearchSettings(**_table("search", values)),
        log=LogSettings(**_table("log", values)),
        ledger=LedgerSettings(**_table("ledger", values)),
        audit=AuditSettings(**_table("audit", values)),
        site=SiteSettings(**_table("site", values)),
    )


def shipped_config() -> Path:
    """Return the configuration that comes with the program: beside the packages, or inside them when installed."""
    packaged = _packaged_config()
    beside = packaged.parents[2] / "config.toml"
    return beside if beside.is_file() else packaged


def _packaged_config() -> Path:
    """Return the configuration inside an installed package; its index goes to the working directory, not in there."""
    return Path(__file__).parent / "_shipped" / "config.toml"


# Keys ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the file: its type, its default, and the field of a dataclass that it fills."""

    kind: Any
    default: Any
    declared: Field[Any]


def setting_keys() -> Iterator[tuple[str, str]]:
    """Yield every key as it stands in the file (`engine.whoosh.path`) with its environment variable."""
    for key in _keys():
        yield key, variable_for(key)


def variable_for(key: str) -> str:
    """Return the name of a key's environment variable.

    >>> variable_for("engine.whoosh.path")
    'SUOYIN_ENGINE_WHOOSH_PATH'
    """
    return PREFIX + key.replace(".", "_").upper()


def _keys() -> dict[str, _Key]:
    tables: dict[str, type[Any]] = {
        "archive": ArchiveSettings,
        "engine": EngineSettings,
        "web": WebSettings,
        "search": SearchSettings,
        "log": LogSettings,
        "ledger": LedgerSettings,
        "audit": AuditSettings,
        "site": SiteSettings,
    }
    tables |= {f"engine.{kind.name}": kind.options for kind in ENGINES.values()}
    return {key: each for name, table in tables.items() for key, each in _keys_of(name, table)}


def _keys_of(name: str, table: type[Any]) -> Iterator[tuple[str, _Key]]:
    kinds = get_type_hints(table)
    for each in fields(table):
        if is_secret(each):
            variable = f"{name.rpartition('.')[2]}_{each.name}".upper()
            yield f"{name}.{_variable_option(each.name)}", _Key(str, variable, each)
        elif each.default is not MISSING:
            yield f"{name}.{each.name}", _Key(kinds[each.name], each.default, each)


def _variable_option(secret: str) -> str:
    """Return the key that names the variable of a secret."""
    return f"{secret}_env"


def _folder_keys() -> set[str]:
    """Return the keys that say in which folder an index is."""
    return {f"engine.{kind.name}.{kind.folder}" for kind in ENGINES.values() if kind.folder}


def _defaults() -> dict[str, Any]:
    return {key: each.default for key, each in _keys().items()}


def _table(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of one table, by key."""
    return {key.rpartition(".")[2]: value for key, value in values.items() if key.rpartition(".")[0] == name}


def _engine_tables(values: Mapping[str, Any]) -> dict[str, EngineTable]:
    return {kind.name: _engine_table(kind, _table(f"engine.{kind.name}", values)) for kind in ENGINES.values()}


def _engine_table(kind: EngineKind, given: Mapping[str, Any]) -> EngineTable:
    secrets = [each.name for each in fields(kind.options) if is_secret(each)]
    variables = {name: given[_variable_option(name)] for name in secrets}
    plain = {each.name: given[each.name] for each in fields(kind.options) if each.name not in secrets}
    return EngineTable(kind.options(**plain), variables)


# File and environment ------------------------------------------------------------------------------------------------


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        # Editors on Windows put a byte order mark first.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as exc:
        raise UnreadableConfiguration(path, reason_of(exc)) from exc
    except UnicodeDecodeError as exc:
        raise UnreadableConfiguration(path, "不是 UTF-8 编码") from exc
    except tomllib.TOMLDecodeError as exc:
        raise UnreadableConfiguration(path, f"不是有效的 TOML（{exc}）") from exc


def _from_file(table: Mapping[str, Any], path: Path, base: Path, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each key that a TOML table sets, with its value; `prefix` is what stands before the table's own keys."""
    keys = _keys()
    known = {key.removeprefix(prefix).partition(".")[0] for key in keys if key.startswith(prefix)}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if name not in known:
            raise BadSetting(path, key, f"没有这个配置项；可用的有 {'、'.join(sorted(known))}")
        if key in keys:
            try:
                yield key, _checked(keys[key], from_toml(keys[key].kind, value, base))
            except BadValue as exc:
                raise BadSetting(path, key, str(exc)) from exc
        elif isinstance(value, dict):
            yield from _from_file(value, path, base, f"{key}.")
        else:
            raise BadSetting(path, key, "应为一个表")


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Yield each key that a variable sets, with its value."""
    keys = _keys()
    variables = {variable_for(key): key for key in keys}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX) or variable == CONFIG_VARIABLE or variable.startswith(_REQUIREMENTS):
            continue
        if variable not in variables:
            raise BadSetting(ENVIRONMENT, variable, f"没有对应的配置项；可用的有 {'、'.join(sorted(variables))}")
        key = variables[variable]
        try:
            yield key, _checked(keys[key], from_text(keys[key].kind, text))
        except BadValue as exc:
            raise BadSetting(ENVIRONMENT, variable, str(exc)) from exc


def _checked(key: _Key, value: Any) -> Any:
    """Return the value. Raises `BadValue` for one that has the right type and makes no sense."""
    reason = fault_of_text(value) or fault(key.declared, value)
    if reason and value != key.default:  # "" where nothing need be said
        raise BadValue(reason)
    return value
