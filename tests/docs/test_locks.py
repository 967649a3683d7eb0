"""The lock files: every package with hashes, what builds packages among them, and installs that insist on them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, read

LOCKS = sorted(ROOT.glob("requirements*.lock"))
_VERSION = re.compile(r"^([a-z][\w.-]*)==(\S+)", re.MULTILINE)


def test_there_is_a_lock_for_each_purpose() -> None:
    """To run, to test, to measure, to build, to list licences."""
    names = [each.name for each in LOCKS]
    purposes = ("-bench", "-build", "-dev", "-sbom", "")
    assert names == [f"requirements{purpose}.lock" for purpose in purposes]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_has_hashes(lock: Path) -> None:
    """Nothing is installed whose bytes the lock does not know."""
    entries = re.split(r"^(?=[a-z])", read(lock), flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_shipped_packages_have_one_version(lock: Path) -> None:
    """What is tested, measured and listed is what is shipped."""
    shipped, others = (_versions(read(path)) for path in (ROOT / "requirements.lock", lock))
    assert {name: others[name] for name in others.keys() & shipped.keys()} == {
        name: shipped[name] for name in others.keys() & shipped.keys()
    }


def _versions(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in _VERSION.findall(text):
        found.setdefault(name, []).append(version)
    return found


def test_what_builds_us_is_locked() -> None:
    """The group `build` asks for all that the build system asks for: packages are built from it, not from the network."""
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    assert set(project["build-system"]["requires"]) <= set(project["dependency-groups"]["build"])


def test_every_install_of_the_makefile_checks_hashes() -> None:
    """Only what has no hash goes without: the project itself, and wheels that were checked when they were made."""
    lines = re.sub(r"\\\n\s*", "", read(ROOT / "Makefile")).splitlines()
    installs = [line for line in lines if re.search(r"(\$\(PIP\)|-m pip) .*\b(install|wheel) ", line)]
    assert installs
    for line in installs:
        assert "--require-hashes" in line or "--no-deps" in line, line
        assert "--no-build-isolation" in line or "--only-binary :all:" in line or "--no-index" in line, line
