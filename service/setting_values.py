"""Values of settings: what a value of a TOML file, or the text of an environment variable, is as the type of its key."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

_PATHS = (Path, Path | None)
_EXPECTED = {
    int: "整数",
    bool: "true 或 false",
    str: "字符串",
    Path: "路径（字符串）",
    Path | None: "路径（字符串）",
    tuple[str, ...]: "字符串数组",
    tuple[Path, ...]: "路径列表（字符串数组）",
}


class BadValue(Exception):
    """A value that a key can't have; the text says why."""


def from_toml(kind: Any, value: Any, base: Path) -> Any:
    """Return a value of a TOML file as a `kind`, paths starting from `base`. Raises `BadValue`."""
    if kind in (int, bool, str) and type(value) is kind:
        return value
    if kind in _PATHS and _is_path(value):
        return base / value
    if kind == tuple[str, ...] and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if kind == tuple[Path, ...] and isinstance(value, list) and all(map(_is_path, value)):
        return tuple(base / each for each in value)
    raise BadValue(f"应为{_EXPECTED[kind]}，现为 {value!r}")


def from_text(kind: Any, text: str) -> Any:
    """Return the text of an environment variable as a `kind`, paths starting from the working directory. Raises `BadValue`."""
    if kind is int:
        return _whole_number(text)
    if kind is bool:
        if text not in ("true", "false"):
            raise BadValue(f"应为 true 或 false，现为 {text!r}")
        return text == "true"
    if kind is str:
        return text
    if kind == tuple[str, ...]:
        return tuple(each.strip() for each in text.split(",") if each.strip())
    paths = [text] if kind in _PATHS else text.split(os.pathsep)
    found = tuple(Path(each).absolute() for each in paths if each)
    if not found:
        raise BadValue("路径不能为空")
    return found[0] if kind in _PATHS else found


def resolved(default: Any, base: Path) -> Any:
    """Return a default value with its paths starting from `base`."""
    if isinstance(default, Path):
        return base / default
    if isinstance(default, tuple):
        return tuple(resolved(each, base) for each in default)
    return default


_WIDE_SPACE = "\u3000"
"""The space of Chinese texts, as between host and licence in the foot of a page; Python counts it as unprintable."""


def fault_of_text(value: Any) -> str:
    """Return what is wrong with a text that nobody could read; "" for others, and for what is no text."""
    if isinstance(value, str) and not (value.strip() and value.replace(_WIDE_SPACE, "").isprintable()):
        return f"应为可以显示的文字，现为 {value!r}"
    return ""


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError as exc:
        raise BadValue(f"应为整数，现为 {text!r}") from exc


def _is_path(value: object) -> bool:
    """Return whether a value of the file can name a path; the null character can stand in none."""
    return isinstance(value, str) and value != "" and "\0" not in value
