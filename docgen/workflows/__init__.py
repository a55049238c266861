"""The errands of the office, one module each, readable aloud. Doors call them; they do not call one another."""
