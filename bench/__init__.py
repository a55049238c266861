"""Measurements of the project: each prints ratios taken in one run, side by side."""
