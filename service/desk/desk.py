"""All that the pages of the staff need: the ledger with its accounts and sessions, what publishes, and what certifies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from service.applications.answered import AnsweredApplications
from service.desk.accounts import Accounts
from service.desk.drafts import Drafts
from service.desk.sessions import Sessions
from service.ledger.certificates import Certifier
from service.ledger.ledger import Ledger
from service.ledger.publishing import Publisher
from service.settings import Settings


@dataclass(frozen=True)
class Desk:
    """The desk of an archive, safe to use from several threads."""

    publisher: Publisher
    certifier: Certifier
    settings: Settings

    @property
    def ledger(self) -> Ledger:
        """What is written into."""
        return self.publisher.ledger

    @cached_property
    def accounts(self) -> Accounts:
        """Who may do what."""
        return Accounts(self.ledger)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return Sessions(self.ledger)

    @property
    def answered(self) -> AnsweredApplications:
        """Earlier applications with what was answered."""
        return AnsweredApplications(self.ledger, self.settings.ledger.applications)

    def forget(self) -> None:
        """Remove drafts and answered applications that are older than they are kept for."""
        Drafts(self.ledger).forget()
        self.answered.forget()
