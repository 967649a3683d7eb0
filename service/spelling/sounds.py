"""How characters sound: their readings without tones, and which readings people mistake for one another."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

READINGS = 3
"""Readings of a character that count: dictionaries list the usual ones first, and rare ones would make most characters alike."""

_SPELLINGS = 4
"""Spellings of a word that are told apart, where several of its characters have several readings."""

_FIRST, _LAST = b"\xb0\xa1", b"\xd7\xf9"
"""The first level of GB 2312: the 3,755 characters people write; rarer ones are what nobody meant."""

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("r", "l"), ("h", "f"))
_FINALS = (
    ("ang", "an"),
    ("eng", "en"),
    ("ing", "in"),
    ("ong", "eng"),
    ("uan", "an"),
    ("ie", "ia"),
    ("v", "u"),
    ("uan", "un"),
    ("en", "un"),
)
"""Initials and finals that many speakers do not tell apart, or hear amiss."""

_INITIAL = re.compile("[zcs]h|[^aeiouv]")


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Return the readings of all common characters; read from pypinyin's file, because importing it takes 2.5 s and 60 MB."""
    spec = find_spec("pypinyin")
    assert spec is not None
    assert spec.origin is not None
    listed = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8"))
    return {
        chr(int(code)): tuple(islice(dict.fromkeys(map(_plain, marked.split(","))), READINGS))
        for code, marked in listed.items()
        if 0x4E00 <= int(code) <= 0x9FA5
    }


def _plain(marked: str) -> str:
    """Return a syllable without its tone.

    >>> _plain("lǜ"), _plain("háng")
    ('lv', 'hang')
    """
    spelled = unicodedata.normalize("NFD", marked).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(each for each in spelled if each.isascii())


def readings(character: str) -> tuple[str, ...]:
    """Return a character's readings without tones, the usual one first; none for what is no Chinese character.

    >>> readings("行")
    ('xing', 'hang', 'heng')
    """
    return _table().get(character, ())


def spellings(word: str) -> list[tuple[str, ...]]:
    """Return the syllables by which a word may be spelled, the usual ones first; none when a character has no reading.

    >>> spellings("重庆")
    [('zhong', 'qing'), ('chong', 'qing')]
    """
    return list(islice(product(*(readings(each)[:2] for each in word)), _SPELLINGS))


@cache
def _by_reading() -> Mapping[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, listed in _table().items():
        if not _FIRST <= character.encode("gb2312", "ignore") <= _LAST:
            continue
        for reading in listed:
            found[reading].append(character)
    return {reading: "".join(characters) for reading, characters in found.items()}


def same_sound(character: str) -> frozenset[str]:
    """Return the other characters that may be read as this one, whatever the tone."""
    return frozenset(each for reading in readings(character) for each in _by_reading().get(reading, ())) - {character}


def near_sound(character: str) -> frozenset[str]:
    """Return the characters whose reading differs from this one's in an initial or a final that is often confused."""
    near = {other for reading in readings(character) for other in _near(reading)}
    return frozenset(each for reading in near for each in _by_reading().get(reading, ()))


def rhyming(character: str) -> frozenset[str]:
    """Return the characters whose usual reading has this one's initial or its final."""
    found = readings(character)[:1]
    return frozenset(each for reading in found for part in _halves(reading) for each in _by_half().get(part, ()))


def _halves(reading: str) -> tuple[str, str]:
    initial = _INITIAL.match(reading)
    end = initial.end() if initial else 0
    return f"{reading[:end]}-", f"-{reading[end:]}"


@cache
def _by_half() -> Mapping[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for reading, characters in _by_reading().items():
        for half in _halves(reading):
            found[half] += [each for each in characters if readings(each)[0] == reading]
    return {half: "".join(characters) for half, characters in found.items() if half != "-"}


@cache
def _near(reading: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_with_initial(reading), *_with_final(reading))))


def _with_initial(reading: str) -> Iterator[str]:
    for pair in _INITIALS:
        for one, other in (pair, pair[::-1]):
            if reading.startswith(one) and not (len(one) == 1 and reading.startswith(f"{one}h") and one in "zcs"):
                yield other + reading[len(one) :]


def _with_final(reading: str) -> Iterator[str]:
    for pair in _FINALS:
        for one, other in (pair, pair[::-1]):
            if reading.endswith(one):
                yield reading[: -len(one)] + other
