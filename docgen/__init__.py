"""The upper floor: paper goes out, forms come back, people are served.

Doors (`cli`) call `workflows`, workflows call rooms, rooms call `media`, and everything stands on `registry`.
The map is ARCHITECTURE.md; the arrows are import-linter contracts.
"""

__project__ = "docgen-giao-viec"
__version__ = "0.1.0"
