"""How reports become searchable: analysis, field table, query nodes, the engine port, engines and builds.

Knows `corpus`; knows no web, no configuration file, no environment and no clock.
"""
