"""The answer to a search.

Every `title_html` and each of `snippets` is safe HTML: text escaped, highlights in `<mark>`, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.report import Report
from indexer.query import Sort
from service.query.interpretation import Interpretation
from service.query.steps import NOTICES, StepName
from service.search.facets import Counts
from service.search.number import FoundNumber, NumberRole
from service.search.request import SearchRequest
from service.search.word_borders import Crossing


@dataclass(frozen=True, slots=True)
class Hit:
    """A found report, its title with highlights and up to three snippets of its body.

    `snippet_attachments` names, for each snippet, the attachment that says it, "" where the report does.

    `twins` are the first of the reports with nearly the same text that are folded into this one, the newest first; `more_twins` is how
    many more there are.

    `number_role` says what it has to do with the number that was asked for, if the query is one; `crossing` which word of the query it
    holds only across the border of others, such as 高考 in 提高考核.

    The report is without its body, which may be a whole law and is no part of an answer: answers are cached.
    """

    report: Report
    score: float
    title_html: str
    snippets: tuple[str, ...]
    snippet_attachments: tuple[str, ...] = ()
    number_role: NumberRole = NumberRole.NONE
    twins: tuple[Report, ...] = ()
    more_twins: int = 0
    crossing: Crossing | None = None

    @property
    def folded(self) -> int:
        """How many reports are folded into this one."""
        return len(self.twins) + self.more_twins

    @property
    def crossed(self) -> str:
        """The words that a word of the query crosses; empty where it stands as a word."""
        return self.crossing.crossed if self.crossing else ""

    @property
    def labelled_snippets(self) -> tuple[tuple[str, str], ...]:
        """Each snippet after the name of the attachment that says it, or after an empty string."""
        names = self.snippet_attachments or ("",) * len(self.snippets)
        return tuple(zip(names, self.snippets, strict=True))


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What an operator puts above the hits of a query: a report, or a notice with its address."""

    title: str
    url: str = ""
    report: Report | None = None


OTHERS_HEADING = "没有照原样含有所写的文字、用意思相同的说法的报告"
"""What stands above hits that hold words which mean the same as those that were typed."""

HEADINGS = {
    StepName.PIECES: "更长的号码或字母里含有所写字母、数字的报告",
    StepName.WORDS: "含有其中全部的词、不照原样的报告",
    StepName.MOST: "含有其中一部分词语的报告",
}


@dataclass(frozen=True, slots=True)
class Further:
    """Reports that a looser step finds beside few hits: how many, how many of these are folded into others, and the best of them."""

    step: StepName
    total: int
    hits: tuple[Hit, ...]
    folded: int = 0

    @property
    def listed(self) -> int:
        """How many hits there would be."""
        return self.total - self.folded

    @property
    def heading(self) -> str:
        """What they are, in Chinese."""
        return HEADINGS[self.step]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to `request`: the total, the page of hits, and the values of each facet with their counts.

    `step` is how loosely the query was matched to find them; `has_numbers` says that it asks for what may be a piece of a longer number;
    `is_question` that not all of its words were asked for. `number` is what became of the number that the whole query is, if it is
    one. `folded` of the total are no hits of their own but listed with others. `also` are words that were looked for as well, because
    they mean the same, `idle` words that need not be there then, and `as_typed` of the total hold what was typed, whose `apart` hits stand before the others (0 where they are mixed with them); `named_time` is a time such as 去年 that was read by today's date. `suggestion` is a query that was probably meant,
    and `corrected` says that this is its answer. `left_out` is how many reports that hold much less of the words are not among the hits;
    `further` is what stands below few hits, `recommended` what the operator puts above them. `is_cached` is whether it was found before. `made` is for who renders answers: what is kept
    there, by any name, is there again when the answer comes from the cache.
    """

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Counts]
    step: StepName
    interpretation: Interpretation
    took_ms: float
    number: FoundNumber | None = None
    has_numbers: bool = False
    is_question: bool = False
    also: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    as_typed: int = 0
    apart: int = 0
    suggestion: str = ""
    corrected: bool = False
    folded: int = 0
    named_time: str = ""
    left_out: int = 0
    further: tuple[Further, ...] = ()
    recommended: tuple[Recommendation, ...] = ()
    is_cached: bool = False
    made: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def listed(self) -> int:
        """How many hits there are on all pages."""
        return self.total - self.folded

    @property
    def relaxed(self) -> bool:
        """Whether nothing had all the words, and hits have most of them."""
        return self.step is StepName.MOST

    @property
    def is_literal(self) -> bool:
        """Whether all that the interpretation says is in every hit, to the letter."""
        is_widened = bool(self.also or self.idle) and not self.is_reordered
        return not (self.relaxed or self.is_question or is_widened or self.corrected)

    @property
    def is_reordered(self) -> bool:
        """Whether words were looked for as well that add no report, since all hold what was typed: they changed the order alone."""
        return 0 < self.as_typed == self.total

    @property
    def widening(self) -> str:
        """What is said of words that were looked for beside those that were typed, in Chinese; empty where there are none."""
        if not (self.also or self.idle):
            return ""
        others = "".join(f"“{word}”" for word in self.also)
        if self.is_reordered:
            return f"也按{others}排先后，意思相同或相近；没有因此多找到报告。"
        also = f"也查{others}，意思相同或相近" if others else ""
        idle = f"{''.join(f'“{word}”' for word in self.idle)}不必出现" if self.idle else ""
        typed = f"；其中 {self.as_typed} 份照原样含有所写的文字" if self.as_typed else ""
        return f"{'；'.join(filter(None, (also, idle)))}{typed}{'，排在前面' if self.apart else ''}。"

    @property
    def others_from(self) -> int | None:
        """The index on this page of the first hit that does not hold what was typed; None where there is none, or they are mixed."""
        index = self.apart - (self.request.page - 1) * self.request.page_size
        is_apart = self.apart > 0 and self.request.sort is Sort.RELEVANCE
        return index if is_apart and 0 <= index < len(self.hits) else None

    @property
    def crossing_from(self) -> int | None:
        """The index on this page of the first hit that holds a word only across the border of others; None where they are mixed or none."""
        if self.request.sort is not Sort.RELEVANCE:
            return None
        return next((index for index, hit in enumerate(self.hits) if hit.crossing), None)

    def heading_above(self, index: int) -> str:
        """Return what stands above a hit of this page, in Chinese; empty where nothing does."""
        if index == self.others_from:
            return OTHERS_HEADING
        crossing = self.hits[index].crossing if index == self.crossing_from else None
        return (
            f"以下报告中的“{crossing.word}”不是一个词，只是前后两个词的字连在一起，如“{crossing.crossed}”"
            if crossing
            else ""
        )

    @property
    def promise(self) -> str:
        """What can be said of all the reports that were found, in Chinese; empty where there are none."""
        if not self.total:
            return ""
        if not self.is_literal:
            return "找到的报告不一定含有输入的每个词。"
        return f"找到的报告都符合“按此理解”所说的{'，下面放宽找到的除外' if self.further else ''}。"

    @property
    def notice(self) -> str:
        """What is said above hits that are not matched as the query was typed."""
        if not self.total or self.step not in NOTICES:
            return ""
        notice = NOTICES[self.step]
        return notice.asked_for if self.request.step else notice.found_nothing

    @property
    def offers_pieces(self) -> bool:
        """Whether reports that have the letters and digits of the query inside longer ones were not asked for, and may be: where nothing is found they were."""
        return bool(self.total) and self.step is StepName.TYPED and self.has_numbers and not self.further
