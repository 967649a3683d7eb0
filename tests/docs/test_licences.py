"""docs/licences.md has the licence of every package of requirements.lock, as the package declares it."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from tests.docs.pages import ROOT, read, rows

PAGE = ROOT / "docs" / "licences.md"
LICENCES = {row[0]: row[1] for row in rows(read(PAGE)) if row[0] != "package"}

ASK_FOR_THEIR_NOTICE = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "Zlib",
}
"""Licences of what may be passed on beside code under Apache-2.0, with no more than the notice they come with."""

_FAMILIES = ("0BSD", "AGPL", "Apache", "BSD", "CC0", "GPL", "LGPL", "MIT", "MPL", "Zlib")


def test_every_shipped_package_is_listed() -> None:
    """The packages of the lock and no others, in the same order."""
    locked = re.findall(r"^([a-z][\w.-]*)==", read(ROOT / "requirements.lock"), re.MULTILINE)
    assert list(LICENCES) == list(dict.fromkeys(locked))


@pytest.mark.parametrize("package", LICENCES)
def test_the_licence_is_the_declared_one(package: str) -> None:
    """What the installed package declares is of the same family; many say no more than BSD."""
    found = metadata.metadata(package)
    classifiers = [each for each in found.get_all("Classifier") or () if each.startswith("License ::")]
    declared = found.get("License-Expression") or f"{found.get('License') or ''} {' '.join(classifiers)}"
    assert _families(declared) == _families(LICENCES[package])


def test_what_asks_for_more_is_named() -> None:
    """A licence that asks for more than its notice is explained below the table."""
    explained = read(PAGE).partition("## To know before")[2]
    for package, licence in LICENCES.items():
        assert set(licence.split(" AND ")) <= ASK_FOR_THEIR_NOTICE or f"`{package}` ({licence})" in explained


def _families(text: str) -> set[str]:
    words = re.findall(r"\w+", text.replace("Mozilla Public License 2.0", "MPL"))
    return {family for family in _FAMILIES if family in words}
