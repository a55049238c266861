"""Tests of the upper floor, mirroring `docgen`."""
