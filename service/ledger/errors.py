"""What can be wrong with something that is to be published, corrected, withdrawn or restored, with texts that say what to do."""

from __future__ import annotations

from pathlib import Path

from service.errors import ServiceError


class NotPublished(ServiceError):
    """Base of the reasons why something is not done."""


class NoLedger(NotPublished):
    """Nothing says where the ledger is."""

    def __init__(self) -> None:
        super().__init__('没有启用公开台账。请在配置中写明 ledger.path（如 ledger.path = "ledger.sqlite"）。')


class NoSuchPublication(NotPublished):
    """An id that no report has or had."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"没有编号为“{report_id[:100]}”的信息，请先检索，编号在结果的方括号里。")


class AlreadyPublished(NotPublished):
    """A report that is there already; `report_id` is its id."""

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id
        super().__init__(f"档案里已有这条信息（编号 {report_id}）。要修改请用更正，撤回过的请恢复。")


class IsDoubled(NotPublished):
    """Several reports of one file that are one by their id; none of the file is published."""

    def __init__(self, report_id: str, count: int) -> None:
        super().__init__(f"文件里有 {count} 条是同一条信息（编号 {report_id}），一条也没有发布。请只留一条再发布。")


class IsWithdrawn(NotPublished):
    """A report that is withdrawn, and must be restored first."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"编号为 {report_id} 的信息已撤回，请先恢复。")


class IsNotWithdrawn(NotPublished):
    """A report that is to be restored and is public."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"编号为 {report_id} 的信息没有撤回，不必恢复。")


class NothingChanged(NotPublished):
    """A correction that changes nothing."""

    def __init__(self) -> None:
        super().__init__("没有改动。请写明要改的项目和新的内容。")


class TimePassed(NotPublished):
    """A time to publish at that is over: what was not public then must not be said to have been."""

    def __init__(self, told: str) -> None:
        super().__init__(f"公开的时间（{told}）已经过去。要立即公开，请不写时间。")


class NoReason(NotPublished):
    """A withdrawal, or a dismissal, that doesn't say why."""

    def __init__(self, told: str = "请写明撤回的理由，它会公布在原来的网址上。") -> None:
        super().__init__(told)


class BadField(NotPublished):
    """A value that a field can't have; `field` is the name of the field."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(reason)


class NothingRead(NotPublished):
    """A file that gives no report; `reason` says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"没有从 {name} 读出信息：{reason}。")


class ChangedMeanwhile(NotPublished):
    """A report that somebody else changed since it was looked at."""

    def __init__(self) -> None:
        super().__init__("别人刚刚改动了这条信息，请重新打开后再改。")


class IndexChanging(NotPublished):
    """Searches that can't be certified: the index changes while they are made, again and again."""

    def __init__(self) -> None:
        super().__init__("检索期间索引一直在更新，没有出具检索证明。请等收录结束后再试。")


class BadBackup(ServiceError):
    """A backup that must not take the place of a ledger."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"不能从 {path} 恢复：{reason}。")
