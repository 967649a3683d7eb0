"""Characters as archives hold them: which are noise, and which spellings of a sign mean the same sign."""

from __future__ import annotations

import re
import unicodedata

# NUL and other controls break SQLite, XML and terminals; a person never sees them.
_REPLACED = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85\x0b\x0c"), "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Hardly any text has one of these, and one look takes a third of the time of three.
_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Word processors and web editors leave these inside numbers and labels (`国发〔2019〕\u200b5号`).
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d\u00af\u02d7\u2043]")
_SLASHES = re.compile(r"[\u2044\u2215\u29f8\uff0f\\\uff3c]")


def clean_text(text: str) -> str:
    r"""Return `text` with line ends as `\n` and without anything that cannot be shown or encoded in UTF-8.

    >>> clean_text("甲\r\n乙\x00丙\ud800")
    '甲\n乙丙\ufffd'
    """
    if not _UNCLEAN.search(text):
        return text
    # A table takes no memory for each character it replaces, as the pieces that a pattern finds do: texts may be full of them.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_REPLACED) if _UNCLEAN.search(text) else text


def fold_width(text: str) -> str:
    """Return `text` in NFKC, invisible characters removed: full-width letters and digits become plain ones.

    >>> fold_width("２０２３／００８２７")
    '2023/00827'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def without_spaces(text: str) -> str:
    """Return `text` with every kind of white space removed.

    >>> without_spaces("索 引\u3000号")
    '索引号'
    """
    return "".join(text.split())


def one_line(text: str) -> str:
    """Return `text` with each run of white space made one space, and none at the ends.

    >>> one_line("  关于\\n  印发 ")
    '关于 印发'
    """
    return " ".join(text.split())


def clean_line(text: str) -> str:
    r"""Return `text` cleaned as `clean_text` does, on one line.

    >>> clean_line("关于\x00\r\n 印发 ")
    '关于 印发'
    """
    return one_line(clean_text(text))


def fold_number(text: str) -> str:
    """Return the plain spelling of a typed number: width folded, upper case, no spaces, one kind of dash and one of slash.

    >>> fold_number("０００ａ－１ ／ 2")
    '000A-1/2'
    """
    folded = without_spaces(fold_width(text)).upper()
    return _SLASHES.sub("/", re.sub(r"-{2,}", "-", _DASHES.sub("-", folded)))
