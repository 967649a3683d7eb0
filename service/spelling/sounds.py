"""How Chinese characters are read: their syllables without tones."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

PRONUNCIATIONS = 2
"""Pronunciations of a character that count: dictionaries list the usual ones first."""

SPELLINGS = 4
"""Spellings of a word that are told apart, where several of its characters have several pronunciations."""


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Return the pronunciations of all common characters; read from pypinyin's file, because importing it takes 2.5 s and 60 MB."""
    spec = find_spec("pypinyin")
    assert spec is not None
    assert spec.origin is not None
    listed = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8"))
    return {
        chr(int(code)): tuple(islice(dict.fromkeys(map(_plain, with_tones.split(","))), PRONUNCIATIONS))
        for code, with_tones in listed.items()
        if 0x4E00 <= int(code) <= 0x9FA5
    }


def _plain(with_tones: str) -> str:
    """Return a syllable without its tone.

    >>> _plain("lǜ"), _plain("háng")
    ('lv', 'hang')
    """
    spelled = unicodedata.normalize("NFD", with_tones).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(each for each in spelled if each.isascii())


def pronunciations(character: str) -> tuple[str, ...]:
    """Return a character's pronunciations without tones, the usual one first; none for what is no common Chinese character.

    >>> pronunciations("行")
    ('xing', 'hang')
    """
    return _table().get(character, ())


def spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables by which a word may be spelled, the usual ones first; none when a character has no pronunciation.

    >>> spellings("重庆")
    (('zhong', 'qing'), ('chong', 'qing'))
    """
    return tuple(islice(product(*map(pronunciations, word)), SPELLINGS))


def syllables() -> tuple[str, ...]:
    """Return all syllables, in alphabetical order."""
    return tuple(sorted({pronunciation for listed in _table().values() for pronunciation in listed}))
