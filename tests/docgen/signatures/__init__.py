"""The signatures room."""
