"""What a reader is promised of a link, over whatever histories of an archive.

A link that was given out leads to the report that it was given for as long as that stands, however it is edited and wherever its
file goes; else to one of the same identity, which stands for it from then on; it is dead otherwise. The one exception: a report that
says just what the id was made of, or takes the id anew since nothing has it any more, comes before one that was edited.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import derived_id, id_by_content
from corpus.report import with_ids
from tests.indexer.changing_archive import ChangingArchive
from tests.oracle import MemoryEngine

NAMES = ("a.txt", "b.txt", "c.txt", "d.txt")
CHOICES = {
    "title": ("甲乙", "丙丁"),
    "number": ("无", "015530441/2023-00011", "015530441/2023-00012"),
    "body": ("各单位要储水备料，安排人员值守，有险情立即上报。", "各单位要储水备料，安排专人值守，有险情立即上报。"),
}


@dataclass(frozen=True)
class Text:
    """What a file says."""

    title: str
    number: str
    body: str

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells this report from others."""
        return (self.title, self.number) if self.number != "无" else (self.title, self.body)


texts = st.builds(Text, **{name: st.sampled_from(values) for name, values in CHOICES.items()})
edits = st.sampled_from([(name, value) for name, values in CHOICES.items() for value in values])
changes = st.one_of(
    st.tuples(st.just("write"), texts),
    st.tuples(st.just("edit"), edits),
    st.tuples(st.just("rename"), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["remove", "replace"]), st.none()),
)
steps = st.lists(st.tuples(st.dictionaries(st.sampled_from(NAMES), changes, min_size=1), st.booleans()), max_size=6)

GOING_ON = ("edit", "rename")
"""Changes after which a file, or that which has its text then, goes on as what it was."""


def _unlike_all_others(number: int) -> Text:
    first = ord("一") + 200 * number
    return Text(f"公告{chr(first)}", "无", "".join(chr(first + 7 * each) for each in range(24)))


@dataclass
class Link:
    """An id that was given out: what identified the report that it was given for, its content, and the files that go on as that."""

    identity: str
    content: str
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
        # A new file that says what another said, which is edited or moves at the same time, may as well be that one.
        going = {before[name].identity for name, (how, _) in changes.items() if how in GOING_ON and name in before}
        changes = {name: each for name, each in changes.items() if getattr(each[1], "identity", None) not in going}
        for name, (action, _) in changes.items():
            if action in ("remove", "rename"):
                self.files.pop(name, None)
        goes_on_as = {name: self._change(before, name, action, value) for name, (action, value) in changes.items()}
        for path in self.archive.folder.iterdir():
            path.unlink()
        for name, text in self.files.items():
            self.archive.write(name, text.title, text.number, text.body)
        self.archive.build(rebuild=rebuild)
        self._follow_files({name: goes_on_as.get(name, name) for name in before})
        self._check()

    def _change(self, before: Mapping[str, Text], name: str, action: str, value: object) -> str | None:
        """Change a file; return the name of that which goes on as what it held, if any does."""
        held = before.get(name)
        if action == "write" and isinstance(value, Text) and name not in before | self.files:
            self.files[name] = value
        if held is None:
            return None
        if action == "edit" and isinstance(value, tuple) and held.body in CHOICES["body"]:
            edited = replace(held, **{value[0]: value[1]})
            # A file that says what another said may as well have been replaced by a copy of it.
            self.files[name] = held if edited.identity in {each.identity for each in before.values()} else edited
        if action == "rename" and value not in self.files:
            self.files[str(value)] = held
            return str(value)
        if action == "replace":
            self.replaced += 1
            self.files[name] = _unlike_all_others(self.replaced)
        return name if action in ("edit", "write") else None

    def _follow_files(self, goes_on_as: Mapping[str, str | None]) -> None:
        """Tell which files go on as what links were given for: as that report, edited or not, else as one of the same identity."""
        reports = self.archive.by_file()
        now = {name: derived_id(report) for name, report in reports.items()}
        for address, link in self.links.items():
            ended = {each for each in link.holders if goes_on_as[each] is None}
            equal = {name for name, identity in now.items() if identity in {self.identities[each] for each in ended}}
            link.holders = {heir for each in link.holders if (heir := goes_on_as[each])}
            found = self.archive.follow(address)
            if equal and not link.holders:
                assert found is not None
                assert found.source in equal or now[found.source] == link.identity
                heirs = {each for each in equal if address in (reports[each].id, *reports[each].former_ids)}
                link.holders |= heirs or {found.source}
        self.identities = now
        for name, report in reports.items():
            new = Link(now[name], id_by_content(report), set())
            self.links.setdefault(report.id, new).holders.add(name)

    def _check(self) -> None:
        assert self.archive.by_file().keys() == self.files.keys()
        for address, link in self.links.items():
            found = self.archive.follow(address)
            if found is None:
                assert not link.holders
            elif found.source not in link.holders:
                assert self.identities[found.source] == link.identity
                assert not link.holders or address == found.id or link.content == id_by_content(found)


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
