"""The database: engine, units of work with their journal, queries and migrations.

The only place, beside `registry.model`, that knows SQLAlchemy, and the only one that knows which database it is.
What goes out is a frozen value.
"""

from registry.store.unit import Store, open_store

__all__ = ["Store", "open_store"]
