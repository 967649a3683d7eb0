"""What a reader is promised of a link, over whatever histories of an archive.

A link that was given out leads to the report that it was given for as long as that report, or one of the same identity, stands;
it never leads to a report of another identity, and is dead otherwise. An edited report goes on as the same one, so that one may
have had several identities.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import derived_id
from corpus.report import with_ids
from tests.indexer.changing_archive import ChangingArchive
from tests.oracle import MemoryEngine

NAMES = ("a.txt", "b.txt", "c.txt", "d.txt")
CHOICES = {
    "title": ("甲乙", "丙丁"),
    "number": ("无", "015530441/2023-00011", "015530441/2023-00012"),
    "body": ("储水备料", "安排值守"),
}


@dataclass(frozen=True)
class Text:
    """What a file says."""

    title: str
    number: str
    body: str


texts = st.builds(Text, **{name: st.sampled_from(values) for name, values in CHOICES.items()})
edits = st.sampled_from([(name, value) for name, values in CHOICES.items() for value in values])
changes = st.one_of(
    st.tuples(st.just("write"), texts),
    st.tuples(st.just("edit"), edits),
    st.tuples(st.just("rename"), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["remove", "replace"]), st.none()),
)
steps = st.lists(st.tuples(st.dictionaries(st.sampled_from(NAMES), changes, min_size=1), st.booleans()), max_size=6)


@dataclass
class Link:
    """An id that was given out: the identity of the report that it was given for, and the files that go on as that."""

    identity: str
    holders: set[str]


class History:
    """An archive whose links are followed after every build."""

    def __init__(self, folder: Path) -> None:
        self.archive = ChangingArchive(folder, MemoryEngine())
        self.files: dict[str, Text] = {}
        self.identities: dict[str, str] = {}
        self.links: dict[str, Link] = {}
        self.replaced = 0

    def step(self, changes: Mapping[str, tuple[str, object]], *, rebuild: bool) -> None:
        """Change each file in one way, index, and look where all links lead."""
        before = dict(self.files)
        new = {name for name, (action, value) in changes.items() if self._change(before, name, action, value)}
        for path in self.archive.folder.iterdir():
            path.unlink()
        for name, text in self.files.items():
            self.archive.write(name, text.title, text.number, text.body)
        self.archive.build(rebuild=rebuild)
        self._follow_files(new)
        self._check()

    def _change(self, before: Mapping[str, Text], name: str, action: str, value: object) -> bool:
        """Change a file; return whether it holds nothing of what it held before, if it did."""
        held = before.get(name)
        if action == "write" and held is None and isinstance(value, Text):
            self.files[name] = value
        elif held is None or self.files.get(name) != held:
            return False
        elif action == "edit" and isinstance(value, tuple):
            self.files[name] = replace(held, **{value[0]: value[1]})
        elif action == "remove":
            del self.files[name]
        elif action == "rename" and str(value) not in before | self.files:
            self.files[str(value)] = self.files.pop(name)
        elif action == "replace":
            self.replaced += 1
            letter = chr(ord("一") + 100 * self.replaced)
            self.files[name] = Text(f"公告{letter}", "无", "".join(chr(ord(letter) + 7 * each) for each in range(9)))
            return True
        return False

    def _follow_files(self, replaced: set[str]) -> None:
        """Tell which files go on as what links were given for: as that report, edited or not, else as one of the same identity."""
        reports = self.archive.by_file()
        now = {name: derived_id(report) for name, report in reports.items()}
        for address, link in self.links.items():
            ended = {each for each in link.holders if each in replaced or each not in now}
            equal = {name for name, identity in now.items() if identity in {self.identities[each] for each in ended}}
            link.holders -= ended
            found = self.archive.follow(address)
            if equal and not link.holders:
                assert found is not None
                assert found.source in equal or now[found.source] == link.identity
                heirs = {each for each in equal if address in (reports[each].id, *reports[each].former_ids)}
                link.holders |= heirs or {found.source}
        self.identities = now
        for name, report in reports.items():
            self.links.setdefault(report.id, Link(now[name], set())).holders.add(name)

    def _check(self) -> None:
        assert self.archive.by_file().keys() == self.files.keys()
        for address, link in self.links.items():
            found = self.archive.follow(address)
            assert found is not None or not link.holders
            known = {link.identity, *(self.identities[each] for each in link.holders)}
            assert found is None or self.identities[found.source] in known


@given(steps)
@settings(max_examples=60, deadline=None)
def test_links_lead_where_a_reader_expects(history: list[tuple[dict[str, tuple[str, object]], bool]]) -> None:
    """Files are written, edited, renamed, removed and replaced, between builds of either kind."""
    with tempfile.TemporaryDirectory() as folder:
        archive = History(Path(folder).resolve())
        for changes, rebuild in history:
            archive.step(changes, rebuild=rebuild)


@given(steps)
@settings(max_examples=30, deadline=None)
def test_only_history_tells_an_index_from_one_built_from_nothing(
    history: list[tuple[dict[str, tuple[str, object]], bool]],
) -> None:
    """All but the ids that reports had, and which of those told alike has which, follows from the files."""
    with tempfile.TemporaryDirectory() as folder:
        archive = History(Path(folder).resolve())
        for changes, rebuild in history:
            archive.step(changes, rebuild=rebuild)
        fresh = ChangingArchive(archive.archive.folder, MemoryEngine())
        fresh.build()
        one, other = archive.archive.by_file(), fresh.by_file()
        assert {name: with_ids(report, "", ()) for name, report in one.items()} == {
            name: with_ids(report, "", ()) for name, report in other.items()
        }
        alone = {
            name for name, report in one.items() if list(archive.identities.values()).count(derived_id(report)) == 1
        }
        assert {other[name].id for name in alone} == {derived_id(other[name]) for name in alone}
