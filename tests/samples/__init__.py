"""Tests of the sample offices."""
