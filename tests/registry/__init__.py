"""Tests of the lower floor, mirroring `registry`."""
