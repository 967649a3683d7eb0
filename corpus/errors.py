"""Errors of the corpus layer. Bad files are not errors: readers yield a `corpus.problem.Problem`."""


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
