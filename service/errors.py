"""What can be wrong with a configuration or a command, said so that a person knows what to change."""

from __future__ import annotations

from pathlib import Path


class ServiceError(Exception):
    """Base of every error this layer raises on purpose; its text is fit to be shown to a user."""


class BadSetting(ServiceError):
    """A configuration file or an environment variable holds what it may not; names where, which and why."""

    def __init__(self, where: Path | str, key: str, reason: str) -> None:
        self.where = where
        self.key = key
        self.reason = reason
        super().__init__(f"配置有误：{where} 的 {key}：{reason}。")


class UnreadableConfiguration(ServiceError):
    """The configuration file is missing or isn't TOML."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"读不了配置文件 {path}：{reason}。请检查 --config 或环境变量 SUOYIN_CONFIG。")


class CannotListen(ServiceError):
    """The web server can't have its address."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"无法在 {host}:{port} 上提供服务：{reason}。请换一个端口（--port），或结束占用它的程序。")


class EngineNotInstalled(ServiceError):
    """The configured engine needs a package that isn't there."""

    def __init__(self, engine: str, package: str) -> None:
        self.engine = engine
        self.package = package
        super().__init__(f"检索引擎 {engine} 需要 {package}。请运行 pip install 'suoyin[{engine}]' 安装。")
