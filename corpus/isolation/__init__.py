"""Reading in processes of their own, so that a file which hangs, explodes or crashes a parser costs only itself."""

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.pool import ReaderPool
from corpus.isolation.reader import IsolatedReader, Stop, read_isolated

__all__ = ["IsolatedReader", "ReaderPool", "ReadingLimits", "Stop", "read_isolated"]
