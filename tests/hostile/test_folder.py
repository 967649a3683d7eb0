"""A folder of hostile files beside good ones: all good ones are indexed, each bad one is named, and none costs much."""

from __future__ import annotations

import pytest

from tests.hostile.attacks import folder
from tests.hostile.files import KINDS, SCALE
from tests.hostile.folder import GOOD, Indexed, indexed, make_folder

MOST_MEGABYTES = 600


@pytest.fixture(scope="module")
def of_all_kinds(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """Return what became of a folder with every kind, in its small size; `make attack` has them in full."""
    made = tmp_path_factory.mktemp("hostile").resolve()
    make_folder(made, KINDS, scale=SCALE)
    return indexed(made)


def test_good_files_are_indexed_and_bad_ones_named(of_all_kinds: Indexed) -> None:
    """Whatever stands in the folder is a report, a problem or a file passed over; the processes stay small together."""
    assert (of_all_kinds.code, of_all_kinds.good, of_all_kinds.unnamed) == (0, GOOD, ())
    assert 0 < of_all_kinds.megabytes < MOST_MEGABYTES


def test_nothing_outside_the_folder_is_shown(of_all_kinds: Indexed) -> None:
    """Links that leave it are not followed."""
    assert of_all_kinds.followed == ()
    assert not of_all_kinds.leaks


def test_the_kinds_that_an_attack_found_are_kinds() -> None:
    """Each of those that every attacked folder has is one that is written."""
    assert set(folder.NAMED) <= KINDS.keys()
    assert len(folder.NAMED) < folder.FILES
