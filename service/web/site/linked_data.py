"""What a report is, for search engines and assistants: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json

from corpus.report import Report

_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end the script element that JSON stands in, or be read as something else there."""


def linked_data(report: Report, address: str) -> str:
    """Return a report's metadata as JSON that may stand in a `<script>` of a page as it is."""
    numbers = [str(number) for number in (report.index_number, report.document_number) if number]
    described = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": report.title,
        "identifier": numbers,
        "reportNumber": str(report.document_number) if report.document_number else "",
        "publisher": {"@type": "GovernmentOrganization", "name": report.issuer} if report.issuer else "",
        "datePublished": report.published.isoformat() if report.published else "",
        "dateCreated": report.written.isoformat() if report.written else "",
        "keywords": list(report.keywords),
        "about": report.topic,
        "url": address,
        "sameAs": report.original_url,
        "inLanguage": "zh-CN",
    }
    return json.dumps({key: value for key, value in described.items() if value}, ensure_ascii=False).translate(_ESCAPED)
