"""The types of arrays that hold texts, tokens and words as numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
"""Code points, or codes of tokens (see `token_codes`)."""

Kinds = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
