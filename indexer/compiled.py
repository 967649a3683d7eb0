"""Loops compiled to machine code: the one place that knows Numba.

What NumPy has no operation for, or needs ten passes for, is written as a plain loop over arrays and marked `@compiled`.
It is compiled when first called, kept on disk beside the module (or in the user's cache folder), and lets other threads run.

Numba keeps a compiled function until its own module changes, so it may call only compiled functions of the same module.
What it takes and gives are arrays, numbers and plain tuples of them: what is kept names the class of anything else, and a
later version of ours without that class could not be started where an older one had run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Compile `function`, whose arguments are arrays and numbers, for each combination of types it is called with."""
    # As in NumPy a division by zero gives an infinity: looking for zeros first takes time, and a third longer to compile.
    try:
        made = njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:
        # Neither folder can be written: compiled anew in each process.
        made = njit(nogil=True, error_model="numpy")(function)
    return cast(_Function, made)
