"""Processes that die, disks that are full, and two at once: nothing is lost, doubled or half there."""
