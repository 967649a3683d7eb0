"""The embedded engine: a Whoosh index in a folder, evaluated over arrays of its postings."""

import warnings

with warnings.catch_warnings():
    # Whoosh 2.7.4 has string escapes and comparisons that newer Pythons warn about when they first compile it.
    warnings.simplefilter("ignore")
    from whoosh import reading, searching, writing  # noqa: F401  # compiled here, used elsewhere
    from whoosh.codec import whoosh3  # noqa: F401  # compiled here, used elsewhere
    from whoosh.filedb import filestore  # noqa: F401  # compiled here, used elsewhere

from indexer.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
