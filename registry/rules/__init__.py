"""Pure rules of the domain: which state follows which, how papers are numbered, how figures are counted.

No clock, no disk, no database: everything comes in as an argument.
"""
