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
    """Signing in failed too often of late, of an account from an address or altogether; it may be tried again after some minutes."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"失败的登录太多，请在 {minutes} 分钟后再试；急用时请从您常用的电脑登录，或联系管理员。")


class NoSuchDraft(DeskError):
    """A draft that is published, removed, or never was."""

    def __init__(self) -> None:
        super().__init__("没有这份稿件：它可能已经发布或删除。请回到工作台查看。")
