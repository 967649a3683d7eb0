"""The command that serves pages and API, before it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli.exit_codes import ERROR, OK
from service.web import server
from service.web.server import AppFactory
from tests.service.cli.conftest import Run


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('[log]\nsearches = "missing/log"', "log.searches"),
        ('[site]\nlogo = "missing.svg"', "site.logo"),
        ('[site]\ncolour = "#ffcc00"', "4.5"),
        ('[web]\nmetrics = ["localhost"]', "web.metrics"),
        ('[search]\nbest_bets = "missing.txt"', "search.best_bets"),
    ],
)
def test_what_cannot_be_used_stops_the_start(run: Run, tmp_path: Path, setting: str, said: str) -> None:
    """Rather than losing every search, or showing an unreadable page, later."""
    run("index")
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f"\n{setting}\n")
    ran = run("serve")
    assert (ran.code, said in ran.err) == (ERROR, True), ran.err


def test_it_starts_without_an_index(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page says why nothing can be searched, until an index is there."""
    factories: list[AppFactory] = []
    monkeypatch.setattr(server, "serve", lambda factory, **_: factories.append(factory))
    ran = run("serve")
    assert (ran.code, "请先运行 suoyin index" in ran.err) == (OK, True)
    client = factories[0]().test_client()
    for path in ("/", "/search?q=停水", "/browse", "/healthz", "/api/v1/search?q=停水"):
        answer = client.get(path)
        assert (answer.status_code, "索引不存在" in answer.text) == (503, True), path
    run("index")
    assert client.get("/healthz").status_code == 200
    assert "关于城区" in client.get("/search?q=停水").text


def test_another_configuration_makes_other_pages(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of a page from before a change of settings, or of a list that they name, is not good any more."""
    factories: list[AppFactory] = []
    monkeypatch.setattr(server, "serve", lambda factory, **_: factories.append(factory))
    run("index")
    config, bets, words = (tmp_path / name for name in ("config.toml", "bets.txt", "words.txt"))
    first = config.read_text("utf-8")

    def tag(settings: str, *, bet: str = "", line: str = "") -> str:
        config.write_text(first + settings, encoding="utf-8")
        bets.write_text(bet, encoding="utf-8")
        words.write_text(line, encoding="utf-8")
        assert run("serve").code == OK
        return factories.pop()().test_client().get("/search?q=停水").headers["ETag"]

    lists = '\n[search]\nbest_bets = "bets.txt"\nvocabulary = "words.txt"\n'
    tags = [
        tag(""),
        tag("\noriginals = false"),
        tag("\n[search]\nnational_first = true"),
        tag(lists),
        tag(lists, bet="停水 = 停水热线 https://a.gov.cn/"),
        tag(lists, line="断水 = 停水"),
    ]
    assert len(set(tags)) == len(tags)
    assert tag("") == tags[0]
