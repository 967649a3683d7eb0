"""The archive on the web: pages for people and JSON for programs, both over one `SearchArchive`.

Knows HTTP; loads no configuration and keeps nothing between requests.
"""
