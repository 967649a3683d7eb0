"""Hostile inputs, made by generators: files, queries, sockets, damaged segments."""
