"""Fields of WordprocessingML on their way through a paragraph: what stands in a code is not shown, but for equations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_EQUATION = re.compile(r"\s*eq\b", re.IGNORECASE)
_OVERSTRIKE = re.compile(r"\\o(?:\\a[lcrd])*\s*\(", re.IGNORECASE)
_SWITCHES = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)(?:\s*"[^"]*")?|\\[a-z]+\s*\d*', re.IGNORECASE)
_BORDERS = re.compile(r"[,，;；]")


_MAX_NESTING = 20
"""Fields within each other that are told apart, as many as Word does."""


@dataclass(slots=True)
class _Code:
    """The code of a field so far, and those texts in it that a run holds."""

    pieces: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class FieldCodes:
    """The fields that are open in a paragraph, each with its code or, once that has ended, None."""

    def __init__(self) -> None:
        self._open: list[_Code | None] = []
        self._deeper = 0

    def instruction(self, text: str) -> None:
        """Take what is no text but a part of a code."""
        if code := self._innermost():
            code.pieces.append(text)

    def shown(self, text: str) -> str:
        """Return what is shown of a text: nothing within a code."""
        code = self._innermost()
        if code is None:
            return text
        code.pieces.append(text)
        code.texts.append(text)
        return ""

    def character(self, kind: str) -> str:
        """Return what is shown where a field begins, its code is separated from its result, or it ends."""
        if self._deeper or (kind == "begin" and len(self._open) == _MAX_NESTING):
            self._deeper += (kind == "begin") - (kind == "end")
        elif kind == "begin":
            self._open.append(_Code())
        elif kind == "separate" and self._open:
            self._open[-1] = None
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if ended is not None:
                code = "".join(ended.pieces)
                return self.shown(equation(code) if _EQUATION.match(code) else "".join(ended.texts))
        return ""

    def rest(self) -> str:
        """Return the texts within codes that never ended, as in damaged files, so that nothing is lost."""
        return "".join(text for code in self._open if code is not None for text in code.texts)

    def _innermost(self) -> _Code | None:
        return next((code for code in reversed(self._open) if code is not None), None)


def equation(code: str) -> str:
    r"""Return what an equation shows: of characters laid over each other, as with a pronunciation above or in a circle, the last.

    >>> equation(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(fén),汾)'), equation(r"eq \o\ac(○,密)"), equation(r"EQ \f(1,2)")
    ('汾', '密', '1/2')
    """
    shown = _SWITCHES.sub("", _EQUATION.sub("", _overstruck(code)))
    is_fraction = re.search(r"\\f\s*\(", code, re.IGNORECASE) is not None
    return _BORDERS.sub("/" if is_fraction else ",", re.sub(r"[()\s]", "", shown))


def _overstruck(code: str) -> str:
    """Return a code without what the last of several characters is laid over."""
    found = _OVERSTRIKE.search(code)
    if found is None:
        return code
    depth, start = 1, found.end()
    for index in range(found.end(), len(code)):
        character = code[index]
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return code[: found.start()] + code[start:index] + code[index + 1 :]
        if depth == 1 and _BORDERS.fullmatch(character):
            start = index + 1
    return code[: found.start()] + code[start:]
