"""Loops compiled to machine code: the one place that knows Numba.

What NumPy has no operation for, or needs ten passes for, is written as a plain loop over arrays and marked `@compiled`.
It is compiled when first called, kept on disk (`compiled_folders`), and lets other threads run.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import njit
from numba.core.caching import CompileResultCacheImpl, FunctionCache

from indexer.compiled_folders import CodeFolders, code_folders
from indexer.sources import digest

_Function = TypeVar("_Function", bound=Callable[..., Any])

integer: Callable[[Any], int] = np.int64  # type: ignore[assignment]  # a class, called as the function it amounts to
"""Arrays hold unsigned numbers, which compiled code must not mix with signed ones: the result would be a float."""

single: Callable[[Any], float] = np.float32  # type: ignore[assignment]  # a class, called as the function it amounts to
"""A number in single precision. Compiled code calls the types themselves; type checkers are told what they amount to."""

_config: Any = numba.config

_UNREADABLE = (OSError, EOFError, pickle.UnpicklingError)
"""What looking into a folder may raise that others write: its files may be half gone, or not for us."""

_in_vain: list[Callable[[], None]] = []
_loops: list[str] = []


def before_compiling_in_vain(tell: Callable[[], None]) -> None:
    """Have `tell` called once: before the first loop that must be compiled though its code can be kept nowhere."""
    _in_vain.append(tell)


def loops_compiled() -> Sequence[str]:
    """Return the names of the loops that this process compiled, once for each combination of types; those loaded are none of them."""
    return tuple(_loops)


def compiled(function: _Function) -> _Function:
    """Compile `function`, whose arguments are arrays, numbers and tuples of them, for each combination of types it is called with."""
    return _compiled(function)


def allocation_free(function: _Function) -> _Function:
    """Compile a helper of compiled functions that makes no arrays but views of those it has, and returns none.

    It becomes part of each function that calls it, and references to its arrays are not counted: where a NamedTuple of arrays is passed
    for every posting, either takes longer than what is done in between. It can't be called from Python, which saves compiling what that takes.
    """
    return _compiled(function, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True)


def _compiled(function: _Function, **options: Any) -> _Function:
    assert isinstance(function, FunctionType)
    # As in NumPy a division by zero gives an infinity: looking for zeros first takes time, and a third longer to compile.
    made: Any = njit(nogil=True, error_model="numpy", **options)(function)
    if not _config.DISABLE_JIT:
        made._cache = _KeptCode(function, code_folders(_package_of(function)))
    return cast(_Function, made)


class _KeptCode:
    """The code of one function on disk, instead of the cache that Numba gives a function.

    Numba's looks into one folder, which it must be able to write, and lets a full disk fail the call.
    """

    def __init__(self, function: FunctionType, folders: CodeFolders) -> None:
        self._name = f"{function.__module__}.{function.__qualname__}"
        self._read = [_cache_in(folder, function) for folder in folders.read]
        self._write = _cache_in(folders.write, function) if folders.write else None
        self.cache_path = str(folders.write)

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return the code for a combination of types, None where it must be compiled."""
        for each in self._read:
            try:
                found = each.load_overload(signature, context)
            except _UNREADABLE:
                continue
            if found is not None:
                return found
        while self._write is None and _in_vain:
            _in_vain.pop()()
        return None

    def save_overload(self, signature: Any, code: Any) -> None:
        """Keep what was compiled; where that fails this process has it all the same."""
        _loops.append(self._name)
        if self._write is None:
            return
        try:
            try:
                self._write.save_overload(signature, code)
            except (EOFError, pickle.UnpicklingError):
                self._write.flush()  # the list of what is there was damaged; begin it anew
                self._write.save_overload(signature, code)
        except OSError:
            self._write = None


def _cache_in(folder: Path, function: FunctionType) -> Any:
    before = _config.CACHE_DIR
    _config.CACHE_DIR = str(folder)  # read by `_Locator`, which Numba makes
    made: Callable[[FunctionType], Any] = _FolderCache
    try:
        return made(function)
    finally:
        _config.CACHE_DIR = before


class _Locator:
    """Where in a folder the files of one function lie, as Numba asks for it; unlike Numba's, it may be read-only."""

    def __init__(self, function: FunctionType, source: str) -> None:
        self._source = Path(source)
        self._line = function.__code__.co_firstlineno
        self._folder = Path(_config.CACHE_DIR) / function.__module__

    @classmethod
    def from_function(cls, function: FunctionType, source: str) -> _Locator:
        """Return the locator of a function that stands in the file `source`."""
        return cls(function, source)

    def ensure_cache_path(self) -> None:
        """Make the folder, before something is written."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def get_cache_path(self) -> str:
        """Return the folder of the module's functions."""
        return str(self._folder)

    def get_source_stamp(self) -> str:
        """Return what changes with the source."""
        return _stamp(self._source)

    def get_disambiguator(self) -> str:
        """Return what tells functions of one name apart."""
        return str(self._line)


class _FolderCacheImpl(CompileResultCacheImpl):
    _locator_classes: Any = (_Locator,)


class _FolderCache(FunctionCache):
    _impl_class = _FolderCacheImpl


@cache
def _stamp(source: Path) -> str:
    return digest([source])


def _package_of(function: FunctionType) -> Path:
    """Return the folder of the top-level package that a function belongs to; that of its file for one outside packages."""
    path = Path(function.__code__.co_filename)
    depth = function.__module__.count(".")
    if depth == 0:
        return path.parent
    return path.parents[depth - 1 if path.stem != "__init__" else depth]
