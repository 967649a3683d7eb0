"""What can be wrong with accounts and signing in."""

from __future__ import annotations

from service.errors import ServiceError


class DeskError(ServiceError):
    """Base of the errors of the desk."""


class BadAccount(DeskError):
    """A name or a password that can't be had."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}。")


class NoSuchAccount(DeskError):
    """A name that no account has."""

    def __init__(self, name: str) -> None:
        super().__init__(f"没有账号 {name}，用 suoyin user list 查看全部。")


class WrongPassword(DeskError):
    """A name or a password that is wrong; which one is nobody's business."""

    def __init__(self) -> None:
        super().__init__("账号或密码不对。")


class TooManyFailures(DeskError):
    """An account, or an address, from which signing in failed too often of late; it may try again after some minutes."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"失败的次数太多，请在 {minutes} 分钟后再试。")


class NoSuchDraft(DeskError):
    """A draft that is published, removed, or never was."""

    def __init__(self) -> None:
        super().__init__("没有这份稿件：它可能已经发布或删除。请回到工作台查看。")
