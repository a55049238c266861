"""Exceptions of the lower floor: an errand on the facts cannot go on.

Knows why facts refuse; does not know exit codes or screens. What a person must correct in their material is
not an exception but a `registry.problems.Problem`.
"""

from __future__ import annotations


class RegistryError(Exception):
    """Root of the tree: `message` says what happened and why, `advice` what to do now (may be empty)."""

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class NotFound(RegistryError):
    """No record answers to the given code, number or name."""


class RuleBroken(RegistryError):
    """A rule of the domain forbids the change, for instance numbering a decision nobody signed."""


class NumberTaken(RuleBroken):
    """The requested number already stands in the register."""


class Conflict(RegistryError):
    """Another process changed the same record first; running the command again is safe."""


class StoreUnavailable(RegistryError):
    """The database cannot be opened, is locked for too long, or was made by a newer version."""


class StoreMissing(StoreUnavailable):
    """There is no database to work with: its driver is not installed, or its server does not let us in."""


class StoreDamaged(StoreUnavailable):
    """The database itself says that its data is damaged."""


class ChainBroken(RegistryError):
    """The journal was altered; `message` names the first entry that does not follow from the one before."""
