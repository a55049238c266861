"""Everything that proves the house; nothing here is shipped."""
