"""Formats that say where on a page each piece of text stands."""
