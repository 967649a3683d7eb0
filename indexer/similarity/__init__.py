"""Which reports are near-identical, reprints or versions of one text: by their titles and a sketch of their bodies."""
