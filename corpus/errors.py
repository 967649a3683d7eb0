"""Errors of the corpus layer. Bad files are not errors: readers yield a `corpus.problem.Problem`."""

import errno


class CorpusError(Exception):
    """Base of all errors of this layer."""


class InvalidValue(CorpusError, ValueError):
    """A text that is no value of its field: `text` is what was refused, `reason` why, or empty where it says nothing usable."""

    def __init__(self, text: str, reason: str = "") -> None:
        self.text = text
        self.reason = reason
        super().__init__(f"{text!r} 无法使用{'：' if reason else ''}{reason}")


class InvalidDate(InvalidValue):
    """A text that names no day, month or year of the calendar."""

    def __str__(self) -> str:
        return f"{self.text!r} 不是有效日期：{self.reason}"


class InvalidRecord(CorpusError, ValueError):
    """A record that `corpus.record.from_record` cannot read back; `field` is the key at fault."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"字段 {field}：{reason or '无法使用'}")


class UndecodableBytes(CorpusError, ValueError):
    """Bytes that are text in none of the encodings Chinese archives use."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size} 字节不是 UTF-8、UTF-16、GB18030 或 Big5 编码的文字")


class UnpackedTooMuch(CorpusError):
    """A packed file that holds more than `limit` bytes, far more than reports pack to."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"解开后超过 {limit // 2**20:,} MB")


class NothingPacked(CorpusError):
    """A packed file of which more than `limit` bytes in a row hold nothing."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"有超过 {limit // 2**20:,} MB 里面什么也没有")


class UnreadableFile(CorpusError):
    """A file that its reader can't read; `reason` is in Chinese and says what to do."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "文件系统只读",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
}


def reason_of(error: OSError) -> str:
    """Return in Chinese why a file can't be used, as the system says it where that is seldom.

    >>> reason_of(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    '文件不存在'
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
