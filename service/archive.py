"""The archive as the rest of the service sees it: one opened engine and everything that can be asked of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from corpus.readers.office.table import Table
from corpus.report import Report
from indexer.analysis import tokenize
from indexer.build import Progress
from indexer.build_report import BuildReport
from indexer.cache import Cache
from indexer.engine import Damage, Engine, count_matches
from indexer.errors import IndexerError
from indexer.fields import TEXT_FIELDS
from indexer.former_ids import report_known_as
from indexer.publication_sources import is_publication
from indexer.publications import NoPublications
from indexer.query import Contains, Everything, Plan, Sort
from service.audit.audit import Audit
from service.audit.audit import Progress as AuditProgress
from service.audit.auditing import audited
from service.audit.last_audit import keep
from service.best_bets.best_bets import best_bets, faults
from service.browse.exact_numbers import holders, possible_numbers
from service.browse.locate import LocateResult, locate
from service.browse.original import OriginalFile, original_file
from service.browse.related import Related, related, size
from service.browse.report_page import ReportPage, report_page
from service.browse.status import ArchiveStatus, archive_status
from service.bulk_locate.located import MOST_NUMBERS, LocatedNumbers, located_numbers
from service.citations.archive_sources import sources_of
from service.citations.checked import Checked, CheckedDraft, Sources, checked_citation, checked_draft
from service.desk.desk import Desk
from service.engines import open_engine
from service.indexing import IndexRequest, index
from service.ledger.certificates import Certifier, System
from service.ledger.errors import NoLedger
from service.ledger.hiding import HidingEngine
from service.ledger.ledger import Ledger
from service.ledger.published_file import published_file
from service.ledger.publishing import Publisher
from service.ledger.states import States
from service.numbering.numbering import Numbering
from service.operator_files import Fault
from service.query.explanation import Explanation, explain
from service.search.cache import ResultCache
from service.search.explanation import ReportExplanation, explain_report
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.run import all_ids, search
from service.search.second_look import Aids
from service.search.ways_out import WaysOut, ways_out
from service.settings import Settings
from service.spelling.known_words import KnownWords
from service.spelling.speller import Speller
from service.suggest import SuggestResult, suggest
from service.vocabulary.vocabulary import vocabulary

EXPORT_BATCH = 200
"""Reports fetched at a time on export, so that memory stays small."""

RELATED_BUDGET = 4_000_000
"""Bytes of what reports lead to that each process caches: of some 200 reports."""

_WARMING_QUERY, _WARMING_SLIP = "政府工作报告", "政府公作报告"
"""A query asked at the start, beside the title of the newest report, and one that was mistyped."""

_WARMING_RUNS = ("2023年度停水", "pm2")
"""A year before a word, and the beginning of a run of letters and digits: each is looked up by loops of its own."""

_CONFIGURED = IndexRequest()
_ALL = SearchRequest(sort=Sort.OLDEST)


def open_archive(settings: Settings) -> Archive:
    """Return the archive that the settings describe; the index itself is opened when first asked, the ledger is made where none is."""
    path = settings.ledger.path
    return Archive(open_engine(settings, os.environ), settings, Ledger(path, create=True) if path else None)


class Archive:
    """The owner of the engine. Every call may raise an `IndexerError`, whose text is fit for users."""

    def __init__(self, engine: Engine, settings: Settings, ledger: Ledger | None = None) -> None:
        self._written = engine
        self._engine: Engine = HidingEngine(engine, ledger) if ledger else engine
        self._settings = settings
        self._ledger = ledger
        self._results = ResultCache()
        self._related: Cache[tuple[str, str], Related] = Cache(RELATED_BUDGET, size)
        self.numbering = Numbering(self._engine, ledger)
        self._known_words = KnownWords(self._engine)
        self._best_bets = best_bets(settings.search.best_bets)
        self._aids = Aids(vocabulary(settings.search.vocabulary), Speller(self._engine, self._known_words))

    def warmed(self) -> Archive:
        """Return this archive with all that searches need loaded and compiled, so that nobody has to wait for it later.

        An index that can't be read is no reason to stop: every request says so until it is mended.
        """
        with contextlib.suppress(IndexerError):
            self._known_words.complete()
            self._aids.speller.meant(_WARMING_SLIP)
            newest = self._engine.search(Plan(Everything(), sort=Sort.NEWEST, limit=1, reports=True))
            titles = [report.title for report in newest.reports]
            for title in filter(None, (_WARMING_QUERY, *titles)):
                for query in (title, f'"{title}"', f"{title}吗？", title[:1]):
                    for request in (SearchRequest(query), SearchRequest(query, published_from=1)):
                        search(self._engine, request)
            for query in _WARMING_RUNS:
                search(self._engine, SearchRequest(query))
        return self

    def search(self, request: SearchRequest) -> SearchResult:
        """Return the result of a search, from memory where it was asked since the last commit, this day.

        The words that it is looked at again with are gathered after each commit, and answers given meanwhile are given anew.
        """
        today = date.today()
        state = f"{self.generation()} {self._known_words.gathered_from()} {today}"
        return self._results.get(state, request, lambda: self.search_on(request, today))

    def search_on(self, request: SearchRequest, today: date) -> SearchResult:
        """Return the result of a search as it is on a day, by which times such as 去年 are read and reports are in force."""
        asked = self._as_configured(request, today)
        found = search(self._engine, asked, self._aids, today=today)
        recommended = self._best_bets.recommendations(self._engine, asked, found.interpretation.excluded)
        return replace(found, recommended=recommended) if recommended else found

    def _as_configured(self, request: SearchRequest, today: date) -> SearchRequest:
        """Return a search of a day with what the configuration says of the order of its hits."""
        return replace(request, national_first=self._settings.search.national_first, today=today)

    def ways_out(self, request: SearchRequest) -> WaysOut:
        """Return what may be done about a search that found nothing as it was typed."""
        return ways_out(self._engine, request)

    def report(self, report_id: str, query: str = "") -> ReportPage | None:
        """Return the report that has an id, or had it, for its page, what `query` asks for highlighted; None when there is none."""
        return report_page(self._engine, report_id, query, date.today())

    def related(self, report: Report) -> Related:
        """Return what else of the archive a report leads to, from memory where it was asked since the last commit."""
        return self._related.get((self.generation(), report.id), lambda: related(self._engine, report))

    def original(self, report_id: str) -> OriginalFile | None:
        """Return the file that holds a report and no other; None where there is none to give, or no such report."""
        report = report_known_as(self._engine, report_id)
        if report and self._ledger and self._settings.archive.originals and is_publication(report.source):
            return published_file(self._ledger, report)
        return original_file(self._engine, self._settings, report) if report else None

    def locate(self, number: str) -> LocateResult:
        """Return what an index number as typed leads to."""
        return locate(self._engine, number)

    def under_number(self, number: str) -> tuple[str, ...]:
        """Return the ids of the reports that have just this index number or document number, written in whatever way."""
        held = holders(self._engine, {number: possible_numbers(number)}).get(number)
        return tuple(held.ids) if held else ()

    def locate_all(self, tables: Iterable[Table], most: int = MOST_NUMBERS) -> LocatedNumbers:
        """Return what became of each number in the lines of some tables, `most` of them."""
        return located_numbers(self._engine, tables, most)

    def check_citations(self, draft: str) -> CheckedDraft:
        """Return what became of each citation of a draft."""
        return checked_draft(draft, self._citation_sources())

    def check_citation(self, text: str) -> Checked | None:
        """Return what became of the citation that a text is; None where it cites nothing."""
        return checked_citation(text, self._citation_sources())

    def _citation_sources(self) -> Sources:
        return sources_of(self._engine, self._ledger, date.today())

    def suggest(self, text: str) -> SuggestResult:
        """Return completions of what was typed so far."""
        return suggest(self._engine, text, self._known_words.words.lexicon)

    def explain(self, query: str) -> Explanation:
        """Return how a query is understood, tokenized and matched."""
        return explain(query)

    def explain_report(self, request: SearchRequest, report_id: str) -> ReportExplanation | None:
        """Return why a search finds a report or doesn't; None where there is no such report."""
        today = date.today()
        return explain_report(self._engine, self._as_configured(request, today), report_id, self._aids, today=today)

    def holds(self, word: str) -> bool:
        """Return whether a report holds a word."""
        return count_matches(self._engine, Contains(tokenize(word), TEXT_FIELDS)) > 0

    def best_bet_faults(self, text: str) -> Iterator[Fault]:
        """Yield what is wrong with each line of a list of best bets."""
        return faults(self._engine, text)

    def status(self) -> ArchiveStatus:
        """Return what is in the archive."""
        return archive_status(self._engine)

    def check(self) -> Iterator[Damage]:
        """Yield all damage of the index, after reading everything that it consists of."""
        return self._engine.check()

    def generation(self) -> str:
        """Return the name of the state of the index; it changes with every commit."""
        return self._engine.generation()

    def export(self, request: SearchRequest = _ALL) -> Iterator[Report]:
        """Return every report that a search finds (all, by default), read in batches; only ids are held."""
        today = date.today()
        ids = iter(all_ids(self._engine, self._as_configured(request, today), self._aids, today=today))
        return (
            report for batch in iter(lambda: list(islice(ids, EXPORT_BATCH)), []) for report in self._reports(batch)
        )

    def audit(self, progress: AuditProgress) -> Audit:
        """Return what is wrong with the reports of the archive, and keep it for the desk where there is a ledger."""
        found = audited(self._settings, self.export(), progress, self._ledger)
        if self._ledger:
            keep(self._ledger, found)
        return found

    def _reports(self, ids: list[str]) -> Iterator[Report]:
        reports = self._engine.get(ids)
        return (reports[each] for each in ids if each in reports)

    def index(self, request: IndexRequest = _CONFIGURED, *, progress: Progress | None = None) -> BuildReport:
        """Return the report of a build that updates the index, by default from the configured paths."""
        publications = States(self._ledger) if self._ledger else NoPublications()
        return index(self._written, self._settings, request, progress, publications)

    @property
    def publisher(self) -> Publisher:
        """What publishes reports. Raises `NoLedger`."""
        if self._ledger is None:
            raise NoLedger
        return Publisher(self._written, self._ledger)

    @property
    def certifier(self) -> Certifier:
        """What certifies searches and verifies certificates."""
        return Certifier(self._ledger, self._system, self._written.generation, self.search_on)

    def _system(self) -> System:
        return System.of(self._written, site=self._settings.archive.name, url=self._settings.web.url)

    def desk(self) -> Desk | None:
        """Return what the staff work with, None without a ledger."""
        return Desk(self.publisher, self.certifier, self._settings) if self._ledger else None

    def close(self) -> None:
        """Close the engine and the ledger."""
        self._engine.close()
        if self._ledger:
            self._ledger.close()
