"""The sentences with which a document says since when and until when it is in force: `本办法自…起施行，有效期五年`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from corpus.characters import fold_width
from corpus.errors import InvalidDate
from corpus.values.bound import Bound
from corpus.values.chinese_numeral import COUNT_CLASS, DIGIT_CLASS, NUMBER_CLASS, parse_count
from corpus.values.partial_date import MAX_YEAR, PartialDate, parse_partial_date

_BEFORE_VERB = (
    r"\s{0,4}(?:[,，]|正式|开始|全面|试|予以|贯彻|统一|组织|止|日|有效){0,2}\s{0,4}(?:施行|实施|执行|生效|试行|启用)"
)
_HINT = re.compile(
    rf"起{_BEFORE_VERB}|后起?{_BEFORE_VERB}|至.{{8,12}}{_BEFORE_VERB}|有\s{{0,4}}效\s{{0,4}}期|废止|失效|停止执行"
)
"""What such sentences have in them: only what is around it is looked at, which takes a fifth of the time. Each alternative begins with
a character, by which a text is gone through four times as fast."""

_AROUND = 200
"""Characters before and after a hint that are looked at."""

MOST_HINTS = 200
"""Hints of a text that are looked at, the last ones: documents say this at their end."""

MOST_BEFORE = 150
"""Characters of a sentence before the words that name a day."""

_LONGEST_SENTENCE = 160
"""Characters of a sentence that are shown with its day."""

_NOT_A_RULE = re.compile(
    r"解读|答记者问|问答|问与答|图解|一图|说明$|起草说明|征求意见|\(草案\)|草案$|公开征集|新闻发布|(?:工作)?总结$|述职"
)
"""Titles of what speaks of another document, or of one that isn't issued yet."""

_DATE = rf"(?:\d{{4}}|[{DIGIT_CLASS}]{{4}})年(?:\d{{1,2}}|[{NUMBER_CLASS}]{{1,3}})月(?:(?:\d{{1,2}}|[{NUMBER_CLASS}]{{1,3}})[日号])?"
_COUNT = rf"\d{{1,3}}|[{COUNT_CLASS}两]{{1,4}}"
_ACT = r"(?:正式|公开|签署|刊登|登报){0,2}(?:发布|公布|颁布|印发|下发|签发|签署|公告|通告|通过|批准|发文|下文|行文|制发)(?:实施|施行)?"
_VERB = r"(?:正式|开始|起|全面|统一|予以|试|并|贯彻|组织){0,2}(?:施行|实施|执行|生效|试行|启用)"
_TO = rf"(?:截?至|到|截止(?:日期)?[至到为]?|延长至|[-—~]+)(?P<end>{_DATE})(?:止|为止)?"
_KIND = (
    "办法|法|修正案|规定|条例|细则|规则|通知|通告|公告|决定|决议|命令|令|意见|方案|规程|规范|标准|制度|指南|目录|规划|计划|措施|政策|规章"
    "|文件|函|批复|通则|章程|准则|清单|基准|预案|纲要|指引|要求|守则|公约|协议|价格|若干规定|解释"
)
_OWN = rf"本[^《》,，。()本]{{0,10}}?(?P<kind>{_KIND})"

_BEGIN = re.compile(
    rf"(?:(?:自|从|于|在|由)(?:(?P<day>{_DATE})(?:{_ACT}之日)?(?:起|始|零时起|0时起|之日起)?|(?:{_ACT}|即)(?:之)?日起?"
    rf"(?:满|届满)?(?:(?P<count>{_COUNT})(?P<unit>个?工作日|日|天|个月)(?:之?后|届满后|以后|期满后)(?:起)?)?|{_ACT}后)"
    rf"|(?P<bare>{_DATE})起)(?:,)?(?:{_TO})?(?:,)?{_VERB}"
)
_TERM = re.compile(
    rf"(?:有效期限?|试行期限?|施行期限?|实施期限?|执行期限?|暂行期限?|期限|试行|暂行|有效)(?:暂定)?(?:为|是|共|:)?(?:期)?"
    rf"(?:(?P<count>{_COUNT})(?P<unit>年|个月)|(?:自{_DATE}起?)?{_TO})"
)
_RUNS_TO = re.compile(rf"^(?:,|并|有效)?{_TO}")
_OWN_TERM = re.compile(rf"{_OWN}的?(?={_TERM.pattern.replace('?P<', '?P<_')})")
_ENDS = re.compile(
    rf"{_OWN}(?:(?:自|于|到|至|在)(?P<day>{_DATE})(?:起|之日起|止|后)?|(?:自|从)(?:{_ACT}|即)(?:之)?日起),?(?:将|即|应)?(?:自动|自行|同时|予以)?(?:废止|失效|停止执行|停止施行|作废)"
)
_OWN_LAST = re.compile(rf"{_OWN}[^,]*$")
_STOP = re.compile(r"[。;!?\n]")
_NUMBERING = re.compile(
    rf"^(?:第[{COUNT_CLASS}\d]{{1,5}}[条章款]|\(?[{COUNT_CLASS}\d]{{1,4}}[)、.．]|附则|[^,]{{2,8}}:)+"
)
_ISSUES_IT = re.compile(r"现(?:予|将|印)|予以(?:发布|公布|印发|公告)|印发给")
_WAS_PASSED = re.compile(
    r"已经?.{0,40}(?:通过|同意|批准|审定)|经.{0,40}(?:通过|同意|批准|研究)|^\(.*(?:公布|发布|通过|修订|公告)$"
)
_BEFORE_DAY = re.compile(
    rf"^(?:{_OWN}(?:将|均|应当?|也|拟|一律|统一|从|在)?|以上(?:规定|标准|意见|政策)|上述(?:规定|标准|意见|政策))?$"
)
_AFTER_VERB = re.compile(r"[。;,!?、\n()\"”』》《至到]|$|有效|试行|原|同时|暂|期限|之前|以前|此前|执行|止|的[。;,]")
_ISSUES = ("的通知", "的决定", "的公告", "的通告", "令")
_QUOTED = re.compile(r"《(.+?)》")


@dataclass(frozen=True, slots=True)
class _Begin:
    """A stretch of a text that says since when the document is in force, and how well it says so."""

    bound: Bound | None
    end: int
    rank: tuple[bool, bool, int]


def bounds_in(
    title: str, body: str, issued: PartialDate | None, begun: Bound | None = None
) -> tuple[Bound | None, Bound | None]:
    """Return since when a document says it is in force, and from when on no longer; `begun` is since when it was said to be elsewhere.

    `issued` is the day on which it was issued, from which 自发布之日起 counts.

    >>> begin, end = bounds_in("水库管理办法", "第十条　本办法自2020年1月1日起施行，有效期五年。", None)
    >>> begin.date.isoformat(), end.date.isoformat(), end.sentence
    ('2020-01-01', '2025-01-01', '本办法自2020年1月1日起施行，有效期五年。')
    """
    stretches = list(_around_hints(body))
    if not stretches or _NOT_A_RULE.search(fold_width(title).strip()):
        return None, None
    text = "\n".join(map(_squeezed, stretches))
    begins = sorted(_begins(text, title, issued), key=lambda each: each.rank)
    begin = begins[-1] if begins else None
    since = begun or (begin.bound if begin else None)
    start = since.date if since else issued if issued and issued.day else None
    after = _end_after(text, begin, start) if begin else None
    found = (begin.bound if begin else None, after or _own_end(text, start, issued))
    first, last = (_as_published(each, text, "\n".join(stretches)) if each else None for each in found)
    return first, last


def _around_hints(body: str) -> Iterator[str]:
    """Yield the stretches of a text that may say it."""
    begin = end = 0
    for hint in deque(_HINT.finditer(body), MOST_HINTS):
        first, last = max(hint.start() - _AROUND, 0), hint.end() + _AROUND
        if first > end:
            if end:
                yield body[begin:end]
            begin = first
        end = last
    if end:
        yield body[begin:end]


def _squeezed(text: str) -> str:
    """Return a text without spaces and in narrow signs."""
    return re.sub(r"[^\S\n]+", "", fold_width(text))


_squeezed_character = lru_cache(4_096)(_squeezed)


def _begins(text: str, title: str, issued: PartialDate | None) -> Iterator[_Begin]:
    for match in _BEGIN.finditer(text):
        first = _sentence_start(text, match.start())
        before = _NUMBERING.sub("", text[first : match.start()])
        named = match["day"] or match["bare"]
        if not _AFTER_VERB.match(text, match.end()) or not _is_own(before, title, names_day=bool(named)):
            continue
        own = _OWN_LAST.search(before)
        is_titled = bool(own and fold_width(title).rstrip("》)").endswith(own["kind"]))
        day = _first_day(match, issued)
        bound = _bound(day, _sentence(text, first, match.end()))
        yield _Begin(bound, match.end(), (is_titled, bool(own), match.start()))


def _sentence_start(text: str, at: int) -> int:
    least = max(at - MOST_BEFORE, 0)
    return max(text.rfind(sign, least, at) for sign in "。;!?\n") + 1 or least


def _is_own(before: str, title: str, *, names_day: bool) -> bool:
    """Return whether a sentence that begins so, up to the day or 发布之日, speaks of the document that it stands in."""
    *earlier, last = before.split(",")
    if not _BEFORE_DAY.fullmatch(last) and not _ISSUES_IT.search(last) and not _WAS_PASSED.search(last):
        return False
    if re.search(_OWN, last) or not before:
        return True
    quoted = _QUOTED.findall(before)
    if _ISSUES_IT.search(before) or any(_is_titled(title, each) for each in quoted):
        return True
    return not quoted and ((bool(_WAS_PASSED.search(before)) and names_day) or bool(re.search(_OWN, ",".join(earlier))))


def _is_titled(title: str, quoted: str) -> bool:
    """Return whether a title is the one quoted, with or without who issued it, or that of what issues it."""
    plain = fold_width(title)
    issued = _QUOTED.findall(plain) if plain.endswith(_ISSUES) else ()
    return quoted.endswith(plain) or plain.endswith(quoted) or any(quoted.endswith(each) for each in issued)


def _first_day(match: re.Match[str], issued: PartialDate | None) -> PartialDate | None:
    if named := match["day"] or match["bare"]:
        return _date(named)
    if issued is None or issued.day is None:
        return None
    if match["count"] is None:
        return issued
    count = _number(match["count"])
    if not count or "工作日" in match["unit"]:
        return None  # which days are workdays is decided anew each year
    if match["unit"] == "个月":
        return _later(issued, months=count)
    # The day that a term counts from is not its first one (民法典 201), and 后 begins after its last one.
    return _of_day(issued.first_day() + timedelta(count + 1))


def _end_after(text: str, begin: _Begin, start: PartialDate | None) -> Bound | None:
    """Return the end that is named in the sentence of a beginning, or at the beginning of the next."""
    first = _sentence_start(text, begin.end)
    stop = _STOP.search(text, begin.end)
    end = stop.start() if stop else len(text)
    rest = text[begin.end : min(end, begin.end + MOST_BEFORE)]
    within = _BEGIN.search(text, first, begin.end)
    if within and within["end"]:
        return _bound(_day_after(_date(within["end"])), _sentence(text, first, begin.end))
    if found := _RUNS_TO.match(rest) or _TERM.search(rest):
        return _bound(_end_of(found, start), _sentence(text, first, begin.end))
    following = _STOP.search(text, end + 1)
    next_sentence = text[end + 1 : following.start() if following else end + 1 + MOST_BEFORE]
    if found := _TERM.match(_NUMBERING.sub("", next_sentence)):
        return _bound(_end_of(found, start), _sentence(text, end + 1, end + 1))
    return None


def _own_end(text: str, start: PartialDate | None, issued: PartialDate | None) -> Bound | None:
    """Return the end that a sentence of its own names."""
    for match in _OWN_TERM.finditer(text):
        if found := _TERM.match(text, match.end()):
            return _bound(_end_of(found, start), _sentence(text, _sentence_start(text, match.start()), match.end()))
    for match in _ENDS.finditer(text):
        day = _date(match["day"]) if match["day"] else issued
        if day and match["day"] and match[0][match.end("day") - match.start() :].startswith(("止", "后")):
            day = _day_after(day)
        return _bound(day, _sentence(text, _sentence_start(text, match.start()), match.end()))
    return None


def _end_of(found: re.Match[str], start: PartialDate | None) -> PartialDate | None:
    groups = found.groupdict()
    if groups["end"]:
        return _day_after(_date(groups["end"]))
    count = _number(groups["count"])
    if start is None or not count:
        return None
    return _later(start, months=count * 12 if groups["unit"] == "年" else count)


def _bound(day: PartialDate | None, sentence: str) -> Bound | None:
    return Bound(day, sentence) if day else None


def _sentence(text: str, first: int, end: int) -> str:
    """Return the sentence that goes on at `end`, without its numbering."""
    stop = _STOP.search(text, end)
    return _NUMBERING.sub("", text[first : stop.end() if stop else len(text)].strip())


def _as_published(bound: Bound, squeezed: str, text: str) -> Bound:
    """Return a bound with its sentence, which stands in a squeezed text, as it stands in the text itself."""
    at = squeezed.find(bound.sentence)
    line = text.split("\n")[squeezed.count("\n", 0, at)]
    begin = at - squeezed.rfind("\n", 0, at) - 1
    offsets = [offset for offset, character in enumerate(line) for _ in _squeezed_character(character)][begin:]
    is_told = len(offsets) >= len(bound.sentence)  # signs that combine with others are folded with them
    whole = line[offsets[0] : offsets[len(bound.sentence) - 1] + 1] if is_told else bound.sentence
    sentence = whole if len(whole) <= _LONGEST_SENTENCE else f"{whole[:_LONGEST_SENTENCE]}…"
    return replace(bound, sentence=sentence)


def _date(text: str) -> PartialDate | None:
    try:
        return parse_partial_date(text)
    except InvalidDate:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_count(text)


def _day_after(day: PartialDate | None) -> PartialDate | None:
    return _of_day(day.last_day() + timedelta(1)) if day else None


def _later(day: PartialDate, *, months: int) -> PartialDate | None:
    """Return the day so many months after another, the last of its month where that has fewer days."""
    month = day.first_day().month - 1 + months
    year = day.year + month // 12
    if year > MAX_YEAR:
        return None
    first = PartialDate(year, month % 12 + 1)
    return PartialDate(year, first.month, min(day.first_day().day, first.last_day().day))


def _of_day(day: date) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day.year <= MAX_YEAR else None
