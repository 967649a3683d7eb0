"""The query language: from what a person typed to nodes, ranking terms and highlights."""
