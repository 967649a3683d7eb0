"""The ledger of publications: every version of every report that people publish, in a chain that nobody can change unnoticed."""
