"""What people ask with: the query language, snippets, facets, suggestions, lookup; web pages, JSON API and commands.

The only layer that reads configuration, environment and clock.
"""
