"""Tests of docgen.sheets."""
