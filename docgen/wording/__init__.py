"""Wording: facts become the context of each template, that is what the page says.

Quiet rooms only: no clock, no disk, no randomness; workflows call, nobody else. A context is plain data
(text, whole numbers, lists, dictionaries), because it is stored and rendered again years later.
"""
