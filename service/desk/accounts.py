"""Accounts of the staff, in the ledger's file: who may do what. Each change of one is an entry of the ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from service.desk import passwords
from service.desk.errors import BadAccount, NoSuchAccount
from service.ledger.entries import Act, Draft, stamp
from service.ledger.ledger import Ledger


class Role(StrEnum):
    """What somebody is at the desk."""

    READER = "reader"
    EDITOR = "editor"
    AUDITOR = "auditor"


class Right(Enum):
    """What a page or an act of the desk needs."""

    READ = "read"
    EDIT = "edit"
    AUDIT = "audit"


ROLE_LABELS = {Role.READER: "查阅", Role.EDITOR: "编辑", Role.AUDITOR: "审计"}
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.READER: frozenset((Right.READ,)),
    Role.EDITOR: frozenset((Right.READ, Right.EDIT)),
    Role.AUDITOR: frozenset((Right.READ, Right.AUDIT)),
}

_NAME = re.compile(r"[\w.@-]{1,40}")


@dataclass(frozen=True, slots=True)
class Account:
    """An account, since when it is there, and whether it may not sign in any more."""

    name: str
    role: Role
    is_disabled: bool
    since: str

    def may(self, right: Right) -> bool:
        """Return whether the account has a right."""
        return right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a ledger. What is wrong raises a `DeskError`."""

    ledger: Ledger

    def any(self) -> bool:
        """Return whether there is an account that may sign in: the desk is there from then on."""
        return bool(self.ledger.value("SELECT 1 FROM users WHERE disabled = 0 LIMIT 1"))

    def all(self) -> list[Account]:
        """Return all accounts by name."""
        rows = self.ledger.rows("SELECT name, role, disabled, since FROM users ORDER BY name")
        return [Account(name, Role(role), bool(disabled), since) for name, role, disabled, since in rows]

    def named(self, name: str) -> Account | None:
        """Return the account of a name."""
        return next((each for each in self.all() if each.name == name), None)

    def add(self, name: str, role: Role, password: str, *, by: str) -> None:
        """Make an account. Raises `BadAccount` for a name that is taken or none, and for a password that is easy to guess."""
        if not _NAME.fullmatch(name):
            raise BadAccount("账号名应为 1 至 40 个文字、字母或数字，可以有 . @ - _")
        if self.named(name):
            raise BadAccount(f"已有账号 {name}")
        row = (name, role.value, _checked(password, name), stamp(self.ledger.now()))
        self._write(Act.ADD_USER, name, by, ("INSERT INTO users VALUES (?, ?, ?, 0, ?)", row), role=role.value)

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Change a password, which ends all sessions of the account; a disabled one may sign in again."""
        self._check_there(name)
        change = ("UPDATE users SET password = ?, disabled = 0 WHERE name = ?", (_checked(password, name), name))
        self._write(Act.SET_PASSWORD, name, by, change)

    def disable(self, name: str, *, by: str) -> None:
        """Let an account sign in no more, and end all its sessions; a new password lets it again."""
        self._check_there(name)
        self._write(Act.DISABLE_USER, name, by, ("UPDATE users SET disabled = 1 WHERE name = ?", (name,)))

    def signing_in(self, name: str, password: str) -> Account | None:
        """Return the account that may sign in with a name and a password, None where either is wrong."""
        account = self.named(name)
        hashed = self.ledger.value("SELECT password FROM users WHERE name = ? AND disabled = 0", [name])
        return account if passwords.is_right(hashed or "", password) else None

    def _check_there(self, name: str) -> None:
        if not self.named(name):
            raise NoSuchAccount(name)

    def _write(self, act: Act, name: str, by: str, change: tuple[str, tuple[object, ...]], **details: object) -> None:
        ended = ("DELETE FROM sessions WHERE user = ?", (name,))
        self.ledger.append([Draft(act, subject_of(name), by, details=details)], also=[change, ended])


def subject_of(name: str) -> str:
    """Return the subject of entries about an account.

    >>> subject_of("zhangsan")
    '账号//zhangsan'
    """
    return f"账号//{name}"


def _checked(password: str, name: str) -> str:
    """Return the hash of a new password. Raises `BadAccount`."""
    if fault := passwords.fault_of(password, name):
        raise BadAccount(fault)
    return passwords.hashed(password)
