"""The fields of a JSON record: which of several keys is believed for each, and the values as texts."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.characters import clean_line, has_han
from corpus.labels import field_for, label_rank, plain_label
from corpus.metadata import METADATA
from corpus.readers.json_attachments import attachments_of_value
from corpus.readers.json_markup import Shown, shown_with_files, without_markup
from corpus.readers.json_values import body_of_value, day_of_value, text_of_value, unwrapped
from corpus.readers.label_lines import is_day
from corpus.readers.labelled_values import DAYS, FieldValues, refusal_of, says_nothing
from corpus.readers.layout.characters import in_one_line
from corpus.readers.placeholder import is_placeholder
from corpus.readers.unread_keys import UnreadKeys
from corpus.report import Attachment
from corpus.signature import is_agency
from corpus.values.document_number import looks_like_document_number

_OWN_FORMS = ("id", "body", "attachments", "former_ids")
_IDENTIFYING_KEYS = frozenset(("id", "source"))
_OWN_KEYS = _IDENTIFYING_KEYS | {"title", "body", "attachments", "former_ids", *(each.name for each in METADATA)}
"""Keys that our own exports have, those that every one has first: their values are plain text, which may tell of markup."""

_AGENCY = re.compile(r"[^./\\]+")
"""What others call the source: our own exports name the path of a file so."""

_ENVELOPES = ("_source", "data", "fields", "attributes", "result", "record", "doc", "detail")
"""Keys under which exports of search engines and interfaces put the record."""

_NESTS = frozenset(
    (
        *("metadata", "meta", "info", "baseinfo", "properties", "attributes"),
        *("基本信息", "元数据", "属性", "文件信息", "公开信息", "信息"),
    )
)
"""Keys under which records keep what is known about their text, as an object or as a list of names with values."""

_PAIR_NAMES, _PAIR_VALUES = ("name", "key", "label", "名称", "标签"), ("value", "值", "内容")
"""Keys of an entry of such a list: `{"name": "索引号", "value": "…"}`."""

_NO_FIGURES = frozenset(("category", "topic", "status"))
"""Fields in whose place some systems keep the number of a kind or a state, which says nothing to people."""

_FIGURES = re.compile(r"\d+(?:\.0+)?")
_LONGEST_NEST = 20_000
_LIKE_AN_INDEX_NUMBER = re.compile(r"(?=.*\d{3}).*[/-]", re.DOTALL)

_Keyed = Sequence[tuple[str, object]]
"""The keys of a record for one field that have a value, with these, those believed most first."""


@dataclass(slots=True)
class RecordFields:
    """What a record says: texts by field, values of forms of their own, and notes about what is left out."""

    values: FieldValues = field(default_factory=FieldValues)
    body: str = ""
    keywords: list[str] | None = None
    attachments: tuple[Attachment, ...] = ()
    id: object = None
    former_ids: object = None
    notes: list[str] = field(default_factory=list)


def fields_of_record(record: Mapping[str, object], unread: UnreadKeys) -> RecordFields:
    """Return what a record says, keys named by any label; a key that holds a mere placeholder hides no other key.

    Our own exports are taken as they are: what they say was read once, and must come back equal.
    """
    record = _unpacked(record)
    own = _is_own(record)
    plain = _as_it_is if own else without_markup
    candidates = _candidates(record, unread, own=own)
    found = RecordFields()
    for name, keyed in candidates.items():
        if name not in _OWN_FORMS:
            _take_best(found, name, keyed, plain)
    found.id, found.former_ids = (candidates[key][0][1] if key in candidates else None for key in ("id", "former_ids"))
    body = _body(candidates.get("body", ()), found.notes, own=own)
    attachments = (attachments_of_value(value) for _, value in candidates.get("attachments", ()))
    found.attachments = next(filter(None, attachments if own else map(_without_placeholders, attachments)), body.files)
    found.body = body.text
    if found.keywords and not own:
        found.keywords = [each for each in found.keywords if not is_placeholder(each)]
    return found


def _is_index_number(text: str) -> bool:
    return _LIKE_AN_INDEX_NUMBER.match(text) is not None


DOUBTFUL_KEYS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "index": ("index_number", _is_index_number),
    "indexid": ("index_number", _is_index_number),
    "number": ("document_number", looks_like_document_number),
    "filecode": ("document_number", looks_like_document_number),
    "file_code": ("document_number", looks_like_document_number),
    "publish": ("published", is_day),
    "office": ("issuer", is_agency),
    "sxx": ("status", has_han),
}
"""Keys by which some systems mean a field, and others a count, a switch, a room or a code: the field, and how its values are told."""

_LONGEST_DOUBTFUL = 200


def _unpacked(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return the record that one which has no title holds under the key of an envelope."""
    if _has_title(record):
        return record
    inner = (each for key in _ENVELOPES if isinstance(each := record.get(key), dict))
    return next(filter(_has_title, inner), record)


def _has_title(record: Mapping[str, object]) -> bool:
    return any(field_for(key) == "title" and not _says_nothing("title", value) for key, value in record.items())


def _is_own(record: Mapping[str, object]) -> bool:
    if not _IDENTIFYING_KEYS <= record.keys() <= _OWN_KEYS:
        return False
    source = record["source"]
    return not (isinstance(source, str) and _AGENCY.fullmatch(source) and is_agency(source))


def _as_it_is(text: str) -> str:
    return text


def _is_empty(value: object) -> bool:
    return value in (None, "", [], {})


def _says_nothing(name: str, value: object) -> bool:
    """Return whether a value is empty, a placeholder, or a list of nothing else."""
    if isinstance(value, list):
        return all(_says_nothing(name, each) for each in value)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        text = str(value)
        return says_nothing(name, text) or (name in _NO_FIGURES and _FIGURES.fullmatch(text) is not None)
    return _is_empty(value)


def _entries(record: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of a record, then those that it keeps apart from its text; the id there may be that of a larger text."""
    nests: list[Mapping[str, object]] = []
    for key, value in record.items():
        nest = (
            _nest(key, value)
            if isinstance(value, (dict, list)) or (isinstance(value, str) and value[:1] == "{")
            else None
        )
        if nest:
            nests.append(nest)
        else:
            yield key, value
    for each in nests:
        yield from ((key, value) for key, value in each.items() if field_for(key) not in ("id", "former_ids"))


def _nest(key: str, value: object) -> Mapping[str, object] | None:
    """Return what is known about a text by the key of a nest, None where the key is none or the value of another form."""
    if plain_label(key) not in _NESTS:
        return None
    if isinstance(value, str) and len(value) <= _LONGEST_NEST:
        with contextlib.suppress(ValueError, RecursionError):
            value = json.loads(value)  # a table's cell
    if not isinstance(value, (dict, list)):
        return None
    if isinstance(value, dict):
        return value
    pairs = [_pair(each) for each in value if isinstance(each, dict)]
    return {} if len(pairs) < len(value) or None in pairs else dict(filter(None, pairs))


def _pair(entry: Mapping[str, object]) -> tuple[str, object] | None:
    """Return the name and the value of an entry of a list of such."""
    name = next((each for key in _PAIR_NAMES if isinstance(each := entry.get(key), str)), None)
    value = next((entry[key] for key in _PAIR_VALUES if key in entry), None)
    return None if name is None else (name, value)


def _doubtful_field(key: str, value: object) -> str | None:
    """Return the field of a key that means other things elsewhere, where its value is one of the field."""
    name, is_value = DOUBTFUL_KEYS.get(key.lower(), (None, None))
    text = text_of_value(value) or ""
    return name if is_value and len(text) <= _LONGEST_DOUBTFUL and is_value(text) else None


def _candidates(record: Mapping[str, object], unread: UnreadKeys, *, own: bool) -> Mapping[str, _Keyed]:
    found: dict[str, list[tuple[str, object]]] = {}
    for key, wrapped in _entries(record):
        name = field_for(key)
        value = day_of_value(wrapped) if name in DAYS else unwrapped(wrapped)
        if plain_label(key) == "source" and isinstance(value, str) and _AGENCY.fullmatch(value) and not own:
            name = "issuer"
        if _is_empty(value) or (not own and _says_nothing(name or "", value)):
            continue
        name = name or _doubtful_field(key, value)
        if name is None:
            unread.add(key)
        else:
            found.setdefault(name, []).append((key, value))
    return {
        name: sorted(keyed, key=lambda each: label_rank(name, each[0])) if len(keyed) > 1 else keyed
        for name, keyed in found.items()
    }


def _take_best(found: RecordFields, name: str, keyed: _Keyed, plain: Callable[[str], str]) -> None:
    """Take the value of the first key that has one which can be used, and note what was passed over for it."""
    refused: list[tuple[str, str]] = []
    for key, value in keyed:
        if name == "keywords" and isinstance(value, list):
            texts = list(map(text_of_value, value))
            found.keywords = [text for text in texts if text]
            found.notes += [f"“{clean_line(key)[:40]}”里有不是文字的，已略去"] if None in texts else []
            break
        text = _text(name, value, plain)
        if text is None:
            found.notes.append(f"“{clean_line(key)[:40]}”应为文字，已略去")
        elif len(keyed) > 1 and not says_nothing(name, text) and refusal_of(name, text):
            refused.append((key, text))
        elif found.values.offer(name, text, label=key, place=f"键“{key}”"):
            break
    else:
        for key, text in refused[:1]:  # the report says why it is refused
            found.values.offer(name, text, label=key, place=f"键“{key}”")
        del refused[:1]
    found.notes += [refusal_of(name, text) for _, text in refused]


def _text(name: str, value: object, plain: Callable[[str], str]) -> str | None:
    text = text_of_value(value)
    shown = text and plain(text)
    return in_one_line(shown) if shown and name == "title" and shown != text else shown


def _body(keyed: _Keyed, notes: list[str], *, own: bool) -> Shown:
    """Return the first text that is no placeholder, with the files it links to, and note what should be a text."""
    for key, value in keyed:
        text = body_of_value(value)
        if not text:
            notes.append(f"“{clean_line(key)[:40]}”应为文字，已略去")
        shown = Shown(text) if own else shown_with_files(text)
        if own or not is_placeholder(shown.text):
            return shown
    return Shown("")


def _without_placeholders(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Return the attachments that have a name or an address, these without what only stands for one."""
    named = (replace(each, name=_or_nothing(each.name), url=_or_nothing(each.url)) for each in attachments)
    return tuple(each for each in named if each.name or each.url)


def _or_nothing(text: str) -> str:
    return "" if is_placeholder(text) else text
