"""One spelling for matching: how a character of a report or of a query is folded before the two are compared.

Every character is folded by itself, whatever stands beside it, so a piece of a text folds to the same piece
of the folded text. That is why traditional characters are mapped one by one and not by phrase.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

from corpus.characters import fold_width, is_invisible

_OLD_FORMS = (
    "靑青戸户吿告淸清鄕乡緖绪揷插黒黑郞郎髙高塡填顚颠毎每愼慎歩步囘回囬回呉吴効效竝并厯历葢盖秌秋稾稿鬭斗韮韭奨奖縂总巻卷徴征徳德恵惠"
    "汚污尙尚喩喻値值増增寛宽晩晚氷冰珎珍畧略罸罚聨联隂阴隷隶頼赖鑛矿隣邻囯国郷乡疎疏蘓苏関关"
)
"""Each old form before the usual one: fonts and printers of Hong Kong, Taiwan and before the reform write them, no table of scripts has them."""

_UNIFIED = {
    **dict.fromkeys("‐‑‒–—―−⁃─﹘", "-"),
    **dict.fromkeys("“”„‟〝〞〟「」『』«»＂", '"'),
    **dict.fromkeys("‘’‚‛′‵`´", "'"),
    **dict.fromkeys("〔[【〖{", "("),
    **dict.fromkeys("〕]】〗}", ")"),
    **dict.fromkeys("〈‹", "《"),
    **dict.fromkeys("〉›", "》"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("・•‧∙⋅･", "·"),
    **dict.fromkeys("∕⁄", "/"),
    **dict.fromkeys("○◯", "〇"),
    "∶": ":",
    **dict(zip(_OLD_FORMS[::2], _OLD_FORMS[1::2], strict=True)),
}
"""Look-alikes that official texts and keyboards use for one another."""

_SEPARATE = ("No", "Nl", "So")
"""Numerals and signs that fold to letters or digits (①, Ⅳ, ㎡): each stays apart from its neighbours, so that ①② is found by
② and is not the number 12. Radicals are signs too, and fold to ideographs, which are apart anyway."""

_HAN_NUMERALS = frozenset("〇〡〢〣〤〥〦〧〨〩")


def compose(text: str) -> str:
    """Return `text` with base letters and combining marks joined (NFC), the form that offsets refer to."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def normalize(text: str) -> str:
    """Return `text` folded for matching: width, case, script, look-alikes; white space and controls become spaces.

    >>> normalize("國辦發〔２０１７〕４７號 PM2.5")
    '国办发(2017)47号 pm2.5'
    """
    return compose(text).translate(_table())


def folded_characters(character: str) -> str:
    """Return what one character folds to: usually one character, none for those that are ignored, or several."""
    return _table()[ord(character)]


class _Folding(dict[int, str]):
    """A `str.translate` table that works out each character the first time it is met."""

    def __init__(self) -> None:
        super().__init__()
        self._simplify = opencc.OpenCC("hk2s").convert

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold(chr(code))
        return folded

    def _fold(self, character: str) -> str:
        category = unicodedata.category(character)
        if character in _UNIFIED:
            return _UNIFIED[character]
        if category in ("Cc", "Cs", "Zs", "Zl", "Zp"):
            return " "
        if category == "Cf" or is_invisible(character):
            return ""
        spelled = fold_width(fold_width(character).casefold())
        folded = "".join(_UNIFIED.get(each, self._simplify(each)) for each in spelled)
        if category in _SEPARATE and not (
            character in _HAN_NUMERALS or unicodedata.category(folded[:1] or " ") == "Lo"
        ):
            return f" {folded.strip()} "
        return folded


@cache
def _table() -> _Folding:
    return _Folding()
