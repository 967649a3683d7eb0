"""The audit of a whole archive: what of its reports is missing, contradictory, late, doubled, dead or better not public."""
