"""Migrations of the database, oldest first; run by `registry.store.schema`."""
