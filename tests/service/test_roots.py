"""Paths are named in sources without saying where they are."""

from __future__ import annotations

from pathlib import Path

from corpus.readers import Root
from service.roots import Roots
from service.settings import ArchiveSettings, Settings


def _roots(base: Path, *paths: Path) -> Roots:
    return Roots.of(Settings(base, archive=ArchiveSettings(paths=paths)))


def test_inside_the_configurations_folder_the_name_is_the_path(tmp_path: Path) -> None:
    """The folder itself has an empty name, and a link in it is named as it stands there."""
    (tmp_path / "base").mkdir()
    (tmp_path / "disk").mkdir()
    (tmp_path / "base" / "link").symlink_to(tmp_path / "disk")
    roots = _roots(tmp_path / "base", tmp_path / "base")
    names = [roots.name(tmp_path / "base" / each) for each in ("", "a/b", "link", "../base/c")]
    assert names == ["", "a/b", "link", "c"]


def test_outside_it_the_configured_path_gives_the_name(tmp_path: Path) -> None:
    """A path below a configured one begins with its name, whichever of the two is indexed."""
    roots = _roots(tmp_path / "base", tmp_path / "data" / "disk")
    names = [roots.name(tmp_path / "data" / each) for each in ("disk", "disk/2023", "disk/2023/a.txt")]
    assert names == ["disk", "disk/2023", "disk/2023/a.txt"]


def test_paths_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """The first configured one keeps its name when others come; those elsewhere never share theirs with any."""
    first, second = tmp_path / "one" / "x", tmp_path / "two" / "x"
    inside = tmp_path / "base" / "y" / "a"
    roots = _roots(tmp_path / "base", first, second, inside, tmp_path / "three" / "y")
    elsewhere = roots.name(tmp_path / "four" / "x")
    names = [*(root.name for root in roots.outside), elsewhere]
    assert names[0] == "x"
    assert len(set(names)) == 4
    assert all("/" not in name for name in names)
    assert _roots(tmp_path / "base").name(tmp_path / "four" / "x") == elsewhere


def test_what_belongs_to_a_root(tmp_path: Path) -> None:
    """The configuration's folder holds neither what is outside nor what came from elsewhere."""
    roots = _roots(tmp_path / "base", tmp_path / "base", tmp_path / "disk")
    whole, disk = roots.named([tmp_path / "base", tmp_path / "disk"])
    assert (whole, disk) == (Root("", tmp_path / "base"), Root("disk", tmp_path / "disk"))
    sources = ["a.txt", "a/b.txt", "disk/a.txt", "diskette.txt", "other~0a1b2c/a.txt", "stdin"]
    assert [source for source in sources if roots.holds(whole, source)] == ["a.txt", "a/b.txt", "diskette.txt"]
    assert [source for source in sources if roots.holds(disk, source)] == ["disk/a.txt"]
