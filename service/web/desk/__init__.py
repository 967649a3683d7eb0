"""The pages of the staff, below `/desk`: closed to everybody else, never cached, never framed."""

from service.web.desk import (
    applications,
    auditing,
    certificates,
    correcting,
    drafting,
    findings,
    home,
    reports,
    signing_in,
)
from service.web.desk.staff import install as install_desk

__all__ = [
    "applications",
    "auditing",
    "certificates",
    "correcting",
    "drafting",
    "findings",
    "home",
    "install_desk",
    "reports",
    "signing_in",
]
