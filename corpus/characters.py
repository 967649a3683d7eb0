"""Characters as archives hold them: which are noise, and which spellings of a sign mean the same sign."""

from __future__ import annotations

import re
import unicodedata

# NUL and other controls break SQLite, XML and terminals; a person never sees them.
_REPLACED: dict[int, str | None] = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85\x0b\x0c"), "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Hardly any text has one of these, and one look takes a third of the time of three.
_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FEW = 8
"""Different characters that are replaced one after another, which takes a tenth of the time of a table."""

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters within the brackets of a pattern, those of rare names too, which stand in planes of their own."""

_HAN = re.compile(f"[{HAN}]")

# Word processors and web editors leave these inside numbers and labels (`国发〔2019〕\u200b5号`): what Unicode calls
# Default_Ignorable_Code_Point, and the mark of an embedded object.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
INVISIBLE_EDGES = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2060\ufeff"
"""Those that editors leave before and behind a value, where they join nothing."""

_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d\u00af\u02d7\u2043]")
_SLASHES = re.compile(r"[\u2044\u2215\u29f8\uff0f\\\uff3c]")


_RADICALS_AND_IDEOGRAPHS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日"
    "⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋"
    "⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长"
    "⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿"
    "⻯竜⻰龙⻱龜⻲亀"
    "㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎"
)
"""Radicals and strokes that compatibility doesn't fold, each before the ideograph that looks like it (Unicode's property
Equivalent_Unified_Ideograph): text copied from PDF files has them (`⺠政局`, `⻛险`)."""

_IDEOGRAPHS = str.maketrans(dict(zip(_RADICALS_AND_IDEOGRAPHS[::2], _RADICALS_AND_IDEOGRAPHS[1::2], strict=True)))
_RADICAL = re.compile("[\u2e80-\u2eff\u31c0-\u31ef]")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1f]+")


def is_invisible(character: str) -> bool:
    """Return whether a character is never seen, nor has any width.

    >>> is_invisible("\u200b"), is_invisible("\U000e0101"), is_invisible(" ")
    (True, True, False)
    """
    return _INVISIBLE.match(character) is not None


def has_han(text: str) -> bool:
    """Return whether a text holds a Chinese character.

    >>> has_han("a中"), has_han("\U0002b1ed"), has_han("1ー")
    (True, True, False)
    """
    return _HAN.search(text) is not None


def clean_text(text: str) -> str:
    r"""Return `text` with line ends as `\n` and without anything that cannot be shown or encoded in UTF-8.

    >>> clean_text("甲\r\n乙\x00丙\ud800")
    '甲\n乙丙\ufffd'
    """
    found = _UNCLEAN.search(text)
    if not found:
        return text
    # Neither way takes memory for each character it replaces, as the pieces that a pattern finds do: texts may be full of them.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(_FEW):
        found = _UNCLEAN.search(text, found.start())
        if not found:
            return text
        text = text.replace(found[0], _REPLACED[ord(found[0])] or "")
    return text.translate(_REPLACED)


def fold_width(text: str) -> str:
    """Return `text` in NFKC, invisible characters removed: full-width letters and digits become plain ones, radicals ideographs.

    >>> fold_width("２０２３／００８２７"), fold_width("⼈⺠政府")
    ('2023/00827', '人民政府')
    """
    if text.isascii():
        return text
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return folded.translate(_IDEOGRAPHS) if _RADICAL.search(folded) else folded


def unified(text: str) -> str:
    """Return `text` with radicals and compatibility ideographs made the ideographs that they look like, all else as it is.

    >>> unified("⼈⺠政府２\ufa08")
    '人民政府２行'
    """
    if not _COMPATIBLE.search(text):
        return text
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]).translate(_IDEOGRAPHS), text)


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
    # Most lines are clean, and one look at all characters takes a third of what cleaning does.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return one_line(clean_text(text))


def fold_dashes(text: str) -> str:
    """Return `text` with every kind of dash made a hyphen.

    >>> fold_dashes("2023–03—09")
    '2023-03-09'
    """
    return _DASHES.sub("-", text)


def fold_number(text: str) -> str:
    """Return the plain spelling of a typed number: width folded, upper case, no spaces, one kind of dash and one of slash.

    >>> fold_number("０００ａ－１ ／ 2")
    '000A-1/2'
    """
    folded = without_spaces(fold_width(text)).upper()
    return _SLASHES.sub("/", re.sub(r"-{2,}", "-", fold_dashes(folded)))
