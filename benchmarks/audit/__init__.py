"""How much of what is wrong the audit finds, and how much it takes for wrong that isn't, on an invented archive with seeded faults."""
