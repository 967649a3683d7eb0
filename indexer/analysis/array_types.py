"""The types of arrays that hold texts, tokens and words as numbers; those named after their numbers hold any."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
"""Code points, or codes of tokens (see `token_codes`)."""

Kinds = npt.NDArray[np.uint8]
UInt32s = npt.NDArray[np.uint32]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
