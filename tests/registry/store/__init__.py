"""Tests of the store: every one on a register of its own."""
