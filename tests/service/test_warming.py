"""A warmed archive has loaded what searches need: nobody waits for a loop that is compiled at the first search of its kind."""

from __future__ import annotations

import json
import subprocess
import sys

from indexer.sources import ROOT

_FIRST_SEARCHES = """
import json, sys, tempfile
from pathlib import Path
from numba.core.dispatcher import Dispatcher
from service.archive import open_archive
from service.indexing import IndexRequest
from service.search.parameters import parse_search
from service.settings import load_settings, shipped_config

def prepared():
    modules = [each for name, each in sys.modules.items() if name.startswith("indexer.engines.whoosh.search.")]
    loops = [each for module in modules for each in vars(module).values() if isinstance(each, Dispatcher)]
    return {loop.py_func.__qualname__ for loop in loops if loop.signatures}

with tempfile.TemporaryDirectory() as base:
    settings = load_settings(shipped_config(), index=Path(base, "index"), environ={})
    with_reports = open_archive(settings)
    with_reports.index(IndexRequest())
    with_reports.close()
    archive = open_archive(settings).warmed()
    before = prepared()
    for query in ("2022年公租房", "dn60", "2023-0006", "去年的预算", "垃圾 OR 污水", '"停水通知"', "水"):
        archive.search(parse_search([("q", query)]))
    print(json.dumps([sorted(before), sorted(prepared() - before)]))
    archive.close()
"""


def test_no_kind_of_search_waits_for_a_loop() -> None:
    """A year before a word, the beginning of a run, a number, a phrase: what ranks and matches them is there."""
    ran = subprocess.run([sys.executable, "-c", _FIRST_SEARCHES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    before, at_first_searches = json.loads(ran.stdout)
    assert "phrase_starts" in before
    assert at_first_searches == []
