"""Helpers of the tests: the desk, and the world outside."""
