"""What anybody may know of a report's publication: when it was first public, in which version, and every change since."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import to_record
from service.ledger.entries import Act, Entry, canonical, digest, stamp
from service.ledger.publishing import Publisher


@dataclass(frozen=True, slots=True)
class Proof:
    """The public acts on a report, the first one first, and the end of the chain that they are part of.

    `title` is "" for what is withdrawn. `first` is when the ledger knows it to have been public first; `since_files`: it
    came from the archive's files, and was public before. `present` is the digest of what is public now, "" of nothing.
    """

    report_id: str
    title: str
    first: str
    since_files: bool
    present: str
    acts: tuple[Entry, ...]
    last: Entry | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is not public any more."""
        return bool(self.acts) and self.acts[-1].act == Act.WITHDRAW


def proof(publisher: Publisher, known_as: str) -> Proof | None:
    """Return the proof of a report by an id that it has or had, None of one that isn't public yet. Raises `NoSuchPublication`."""
    stand, ledger = publisher.stand(known_as), publisher.ledger
    acts = tuple(each for each in stand.history if each.effective <= stamp(ledger.now()))
    if stand.history and not acts:
        return None
    is_withdrawn = bool(acts) and acts[-1].act == Act.WITHDRAW
    present = acts[-1].digest if acts else digest(canonical(to_record(stand.report)))
    return Proof(
        report_id=stand.report.id,
        title="" if is_withdrawn else stand.report.title,
        first=acts[0].effective if acts else "",
        since_files=not acts or acts[0].act == Act.ADOPT,
        present=present,
        acts=acts,
        last=ledger.last(),
    )


def public_act(entry: Entry) -> dict[str, object]:
    """Return what anybody may know of an act, as plain data for JSON: not who did it."""
    return {
        "number": entry.number,
        "at": entry.effective,
        "act": entry.act,
        "id": entry.subject,
        "reason": entry.reason,
        "digest": entry.digest,
        "hash": entry.hash,
    }


def to_plain(found: Proof, url: str) -> dict[str, object]:
    """Return a proof as plain data for JSON; `url` is where the report is."""
    return {
        "id": found.report_id,
        "title": found.title,
        "url": url,
        "first_public": found.first,
        "from_files": found.since_files,
        "withdrawn": found.is_withdrawn,
        "digest": found.present,
        "acts": [public_act(each) for each in found.acts],
        "ledger": {"entries": found.last.number, "hash": found.last.hash} if found.last else None,
    }
