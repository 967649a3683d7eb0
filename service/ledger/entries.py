"""Entries of the ledger: who did what, when and why, chained by their digests (SHA-256) in the order in which they were written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any


class Act(StrEnum):
    """What an entry says was done. `ADOPT` is the version that the archive's files held when the ledger began to answer for a report."""

    ADOPT = "adopt"
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    CERTIFY = "certify"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    ADD_USER = "add_user"
    SET_PASSWORD = "set_password"  # noqa: S105  # the name of an act
    DISABLE_USER = "disable_user"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"


ACT_LABELS = {
    Act.ADOPT: "收入台账",
    Act.PUBLISH: "发布",
    Act.CORRECT: "更正",
    Act.WITHDRAW: "撤回",
    Act.RESTORE: "恢复",
    Act.CERTIFY: "检索证明",
    Act.DISMISS: "忽略检查发现",
    Act.REOPEN: "重新列出检查发现",
    Act.ADD_USER: "添加账号",
    Act.SET_PASSWORD: "设置密码",
    Act.DISABLE_USER: "停用账号",
    Act.SIGN_IN: "登录",
    Act.SIGN_OUT: "退出",
}
PUBLISHED = (Act.PUBLISH, Act.CORRECT, Act.RESTORE)
"""The acts after which a report is public."""

STATES = (*PUBLISHED, Act.WITHDRAW)
"""The acts of which the last tells whether a report is public."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not written yet. `effective` is when it begins to count, at once where it is None; `record` is the
    version of the report that it brings, None where it brings none; `details` is what else is worth knowing. `former_ids` are those
    that links may know the report by, beside its own."""

    act: Act
    subject: str
    by: str
    reason: str = ""
    effective: datetime | None = None
    record: Mapping[str, object] | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    former_ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written. Times are texts in UTC whose order is that of time; `digest` is that of the record, "" without one;
    `previous` is the hash of the entry before, `hash` that of all else."""

    number: int
    at: str
    by: str
    act: str
    subject: str
    reason: str
    effective: str
    digest: str
    details: str
    previous: str
    hash: str

    @property
    def is_published(self) -> bool:
        """Whether the report is public once this counts."""
        return self.act in PUBLISHED

    @property
    def facts(self) -> dict[str, Any]:
        """What else is known of the act."""
        found: dict[str, Any] = json.loads(self.details)
        return found

    @property
    def label(self) -> str:
        """What people call the act."""
        return ACT_LABELS[Act(self.act)]


def canonical(value: object) -> str:
    """Return a value as JSON text that is the same for equal values.

    >>> canonical({"b": "停水", "a": [1]})
    '{"a":[1],"b":"停水"}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits; lone surrogates count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def chained(draft: Draft, *, number: int, at: datetime, record_digest: str, previous: str) -> Entry:
    """Return a draft as the entry of a number, written at a time after the one with the hash `previous`."""
    values = (
        number,
        stamp(at),
        draft.by,
        draft.act.value,
        draft.subject,
        draft.reason,
        stamp(draft.effective or at),
        record_digest,
        canonical(draft.details),
        previous,
    )
    return Entry(*values, hash=digest(canonical(values)))


def is_whole(entry: Entry) -> bool:
    """Return whether an entry is as it was written."""
    values = tuple(getattr(entry, name) for name in Entry.__slots__ if name != "hash")
    return entry.hash == digest(canonical(values))


def stamp(time: datetime) -> str:
    """Return a time as entries have it.

    >>> stamp(datetime(2026, 11, 27, 8, 30, 1, 250_000, tzinfo=UTC))
    '2026-11-27T08:30:01.250Z'
    """
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time_of(text: str) -> datetime:
    """Return the time that `stamp` made into a text."""
    return datetime.fromisoformat(text)


BEIJING = timezone(timedelta(hours=8))
"""The time of China."""


def in_beijing(text: str) -> str:
    """Return a time of an entry as people in China read it.

    >>> in_beijing("2026-11-27T08:30:01.250Z")
    '2026-11-27 16:30:01'
    """
    return time_of(text).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
