"""Authoring: the build sources of the built-in templates, written so that they read like the page.

Knows layout and fixed sentences; knows no facts. `python -m docgen.authoring` rebuilds every template; the same
sources give the same bytes. The measures here are the builder's own reading of the rules: nothing is shared with
`docgen.house_style`, which judges the result.
"""
