"""Intake: what was dropped in the inbox, whether it is whole, what it is and whose pages it holds.

Knows files, pages and page codes; everything known about our own documents comes in as values, everything found
goes out as frozen values. It never writes to the shelf or the registry. Called by workflows.
"""
