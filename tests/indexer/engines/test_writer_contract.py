"""What the writers of every engine must do, whichever it is."""

from __future__ import annotations

import pytest

from corpus.problem import Problem
from corpus.report import Report
from indexer.engine import Engine
from indexer.query import Everything, Plan
from tests.indexer.engines.test_contract import REPORTS, fill, found, text


def test_put_replaces_and_delete_removes(engine: Engine) -> None:
    """The last put of an id counts, also twice in one session; a deleted report is gone everywhere."""
    fill(engine)
    with engine.write() as writer:
        writer.put(Report(id="bare", source="text/bare.txt", title="甲"))
        writer.put(Report(id="bare", source="text/bare.txt", title="来水通知", body="已恢复供水。"))
        writer.delete("law-2023")
        writer.delete("never there")
    assert found(engine, text("停水")) == set()
    assert found(engine, text("恢复")) == {"bare"}
    assert engine.status().reports == 3
    assert engine.get(["law-2023", "bare"]).keys() == {"bare"}
    assert engine.lookup("index_number", ["015530417/2023-00013"]) == {"015530417/2023-00013": ("budget-2023",)}
    assert dict(engine.vocabulary("issuer")) == {"青禾市财政局": 2}


def test_failed_session_changes_nothing(engine: Engine) -> None:
    """What was put since the last checkpoint is dropped when the session fails; what was before stays."""
    fill(engine)
    with pytest.raises(RuntimeError), engine.write() as writer:
        writer.put(Report(id="kept", source="k", title="甲"))
        writer.checkpoint()
        writer.put(Report(id="lost", source="l", title="乙"))
        raise RuntimeError
    assert engine.get(["kept", "lost"]).keys() == {"kept"}
    with engine.write() as writer:
        writer.put(Report(id="after", source="a", title="丙"))
    assert engine.status().reports == 6


def test_rebuild_swaps_at_the_end(engine: Engine) -> None:
    """Searches see the old reports until a rebuild ends well, and only the new ones after."""
    fill(engine)
    with engine.rebuild() as writer:
        writer.put(Report(id="new", source="n", title="新"))
        writer.checkpoint()
        assert engine.status().reports == 4
    assert found(engine, Everything()) == {"new"}
    with pytest.raises(RuntimeError), engine.rebuild() as writer:
        raise RuntimeError
    assert found(engine, Everything()) == {"new"}


def _state(engine: Engine, source: str = "s") -> tuple[set[str], str]:
    """Return the ids and the digest of a source."""
    state = engine.files()[source]
    return set(state.ids), state.digest


def _put(engine: Engine, *ids: str, delete: str = "", digest: str = "") -> None:
    """Put reports of the source "s", delete others, and end it where a digest is given."""
    with engine.write() as writer:
        for report_id in ids:
            writer.put(Report(id=report_id, source="s", title="甲"))
        for report_id in delete:
            writer.delete(report_id)
        if digest:
            writer.end_source("s", digest)


def test_a_source_is_whole_when_it_has_ended(engine: Engine) -> None:
    """A source shows the ids it gave, and its digest once it has ended, whether it gave one report or several."""
    with engine.write() as writer:
        writer.put(REPORTS[0])
        writer.put(REPORTS[1])
        writer.put(REPORTS[2])
        writer.end_source("text/law.txt", "d2")
        writer.put(REPORTS[3])
    assert _state(engine, "jsonl/a.jsonl") == ({"budget-2022", "budget-2023"}, "")
    assert _state(engine, "text/law.txt") == ({"law-2023"}, "d2")
    with engine.write() as writer:
        writer.put(REPORTS[0])
        writer.put(REPORTS[1])
        writer.end_source("jsonl/a.jsonl", "d1")
    assert _state(engine, "jsonl/a.jsonl") == ({"budget-2022", "budget-2023"}, "d1")
    assert engine.get(["budget-2022", "budget-2023"]) == {each.id: each for each in REPORTS[:2]}


def test_a_source_may_end_after_a_checkpoint(engine: Engine) -> None:
    """Its reports may be in several commits; it counts as whole from the last of them on."""
    with engine.write() as writer:
        for report_id in "abc":
            writer.put(Report(id=report_id, source="s", title="甲"))
            writer.checkpoint()
            assert _state(engine)[1] == ""
        writer.end_source("s", "d")
        assert _state(engine)[1] == ""
        writer.checkpoint()
        assert _state(engine) == ({"a", "b", "c"}, "d")
    assert engine.status().reports == 3


@pytest.mark.parametrize("digest", ["old", "new"])
@pytest.mark.parametrize("ids", ["a", "b", "ca"])
def test_a_source_that_was_interrupted_is_not_whole(engine: Engine, ids: str, digest: str) -> None:
    """Once any report of its new state is committed, the old digest counts no more, until the source ends."""
    _put(engine, *"abc", digest="old")
    with pytest.raises(RuntimeError), engine.write() as writer:
        for report_id in ids:
            writer.put(Report(id=report_id, source="s", title="乙"))
        writer.checkpoint()
        raise RuntimeError
    assert _state(engine) == (set("abc"), "")
    _put(engine, *"bac", digest=digest)
    assert _state(engine) == (set("abc"), digest)
    assert engine.status().reports == 3


def test_a_source_may_change_altogether(engine: Engine) -> None:
    """Its new reports may have other ids, in another order, once or twice; the digest is the new one."""
    _put(engine, *"abc", digest="1")
    _put(engine, *"cd", delete="ab", digest="2")
    assert _state(engine) == (set("cd"), "2")
    _put(engine, *"dcd", digest="3")
    assert _state(engine) == (set("cd"), "3")
    _put(engine, *"cec", delete="d", digest="4")
    assert _state(engine) == (set("ce"), "4")
    _put(engine, "e", delete="c", digest="5")
    assert _state(engine) == ({"e"}, "5")


def test_nothing_is_recorded_of_a_source_without_reports(engine: Engine) -> None:
    """A source that gave no report, or whose last report is gone, is read again next time."""
    fill(engine)
    before = engine.files()
    with engine.write() as writer:
        writer.end_source("empty", "d")
        writer.end_source("text/law.txt", "d")
    assert engine.files() == before
    with engine.write() as writer:
        writer.put(Report(id="one", source="s"))
        writer.put(Report(id="two", source="s"))
        writer.put(Report(id="two", source="t"))
        writer.end_source("s", "d")
        writer.end_source("t", "e")
        writer.put(Report(id="three", source="u"))
        writer.delete("three")
        writer.end_source("u", "f")
    assert _state(engine, "s") == ({"one"}, "")
    assert _state(engine, "t") == ({"two"}, "e")
    assert "u" not in engine.files()


def test_generation_changes_with_every_commit(engine: Engine) -> None:
    """A commit makes a new generation; searching does not."""
    before = engine.status().generation
    fill(engine)
    after = engine.status().generation
    assert after != before
    engine.search(Plan(Everything()))
    assert engine.status().generation == after


def test_problems_are_remembered_until_others_take_their_place(engine: Engine) -> None:
    """Problems with a source are committed with its reports, also where nothing else changes, and are gone when none are left."""
    first = (Problem("s", "“题”应为文字", line=3, skipped=False, count=2), Problem("s", "不是 JSON", line=4))
    other = (Problem("t", "空行", cut_short=True),)
    assert engine.problems() == {}
    with engine.write() as writer:
        writer.put(Report(id="a", source="s", title="甲"))
        writer.remember("s", first)
        writer.remember("t", other)
    assert engine.problems() == {"s": first, "t": other}
    before = engine.generation()
    with engine.write() as writer:
        writer.remember("s", first[1:])
        writer.remember("t", ())
    assert engine.problems() == {"s": first[1:]}
    assert engine.generation() != before


def test_problems_share_the_fate_of_their_session(engine: Engine) -> None:
    """A failed session remembers nothing new; a rebuild forgets what it didn't meet."""
    with engine.write() as writer:
        writer.remember("s", [Problem("s", "旧")])
    with pytest.raises(RuntimeError), engine.write() as writer:
        writer.remember("s", [])
        raise RuntimeError
    assert engine.problems() == {"s": (Problem("s", "旧"),)}
    with engine.rebuild() as writer:
        writer.remember("u", [Problem("u", "新")])
        writer.checkpoint()
        assert set(engine.problems()) == {"s"}
    assert set(engine.problems()) == {"u"}
