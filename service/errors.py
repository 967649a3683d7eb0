"""Errors of a configuration or a command, with texts that say what to change."""

from __future__ import annotations

from pathlib import Path


class ServiceError(Exception):
    """Base of every error this layer raises on purpose; its text is fit to be shown to a user."""


class BadSetting(ServiceError):
    """A wrong value in a configuration file or an environment variable: where it stands, its key, and what is wrong."""

    def __init__(self, where: Path | str, key: str, reason: str) -> None:
        self.where = where
        self.key = key
        self.reason = reason
        shown = f"{where} " if isinstance(where, Path) else where
        super().__init__(f"配置有误：{shown}的 {key}：{reason}。")


class UnreadableConfiguration(ServiceError):
    """A configuration file that is missing or isn't TOML."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"读不了配置文件 {path}：{reason}。请检查 --config 或环境变量 SUOYIN_CONFIG。")


class UnreadableVocabulary(ServiceError):
    """A list of words that is missing or isn't text."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"读不了词表 {path}：{reason}。请检查配置项 search.vocabulary。")


class BadBestBets(ServiceError):
    """A list of best bets that can't be read, as a whole or in a line."""

    def __init__(self, path: Path, reason: str, line: int = 0) -> None:
        where = f"{path} 第 {line} 行" if line else str(path)
        super().__init__(f"推荐表有误：{where}：{reason}。请修改它，或检查配置项 search.best_bets。")


class UnusableSearchLog(ServiceError):
    """A search log that can't be opened, or that is no search log."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"用不了检索日志 {path}：{reason}。请检查配置项 log.searches 和它所在文件夹的权限。")


class UnusableLedger(ServiceError):
    """A ledger of publications that can't be opened, or that is none; `reason` says why."""

    def __init__(self, path: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(f"用不了公开台账 {path}：{reason}。请检查配置项 ledger.path 和它所在文件夹的权限。")


class UnusableBrand(ServiceError):
    """A file for the site's looks that can't be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"用不了 {path}：{reason}。请检查配置项 site.logo 和 site.overrides。")


class CannotListen(ServiceError):
    """An address that the web server can't listen on."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"无法在 {host}:{port} 上提供服务：{reason}。请换一个端口（--port），或结束占用它的程序。")


class AssistantNotInstalled(ServiceError):
    """The tools of assistants, without the package that they need."""

    def __init__(self) -> None:
        super().__init__("suoyin mcp 需要 mcp。请运行 pip install 'suoyin[mcp]' 安装。")


class EngineNotInstalled(ServiceError):
    """A configured engine that needs a package which isn't installed."""

    def __init__(self, engine: str, package: str) -> None:
        self.engine = engine
        self.package = package
        super().__init__(f"检索引擎 {engine} 需要 {package}。请运行 pip install 'suoyin[{engine}]' 安装。")
