"""Verdicts as values: what one rule says of one document, and all of it together.

Knows how a verdict is counted and shown as rows; does not know how anything was measured.
"""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass

from docgen.house_style.remedies import Remedy


class Verdict(enum.StrEnum):
    """What a rule answers for a document."""

    PASS = "pass"
    FAIL = "fail"
    NOT_EVALUATED = "not_evaluated"  # no measure yet, nothing to measure, or no rules for that date


class RuleSeverity(enum.StrEnum):
    """How grave a broken rule is."""

    ERROR = "error"  # contradicts an explicit provision or a fixed formula
    WARNING = "warning"  # contradicts a form, a convention, or a provision not read directly
    INFO = "info"  # house style, accessibility, data hygiene


class Mode(enum.StrEnum):
    """Whether the document still waits for its number and date."""

    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One answer of one rule; a rule broken in three places gives three findings.

    `place` is empty when the rule looked at the whole document; `message` is empty on a pass, the reason when
    not evaluated, and on a failure says what is allowed, what was measured and how to mend it.
    """

    rule: str
    severity: RuleSeverity
    verdict: Verdict
    place: str
    message: str
    cite: str
    remedy: Remedy | None = None  # how it can be mended without a person; not part of the row

    def as_row(self) -> dict[str, str]:
        """The finding as the JSON object promised in docs/reference.md."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "verdict": self.verdict.value,
            "place": self.place,
            "message": self.message,
            "cite": self.cite,
        }


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything the rules say of one document.

    `regime` is "" when it could not be told, `ruleset` is "" when no rule set covers the date.
    """

    file: str
    regime: str
    ruleset: str
    mode: Mode
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> tuple[Finding, ...]:
        """Every broken rule, of any severity, one finding per place."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.FAIL)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What contradicts an explicit provision."""
        return tuple(finding for finding in self.failures if finding.severity is RuleSeverity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What contradicts a form or a convention."""
        return tuple(finding for finding in self.failures if finding.severity is RuleSeverity.WARNING)

    @property
    def not_evaluated(self) -> tuple[Finding, ...]:
        """What was not measured, each with its reason."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.NOT_EVALUATED)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings each verdict has; the three keys are always there."""
        seen = Counter(finding.verdict for finding in self.findings)
        return {verdict.value: seen[verdict] for verdict in Verdict}

    def of(self, rule: str) -> tuple[Finding, ...]:
        """The findings of one rule; empty when the rule belongs to the other regime."""
        return tuple(finding for finding in self.findings if finding.rule == rule)

    def as_rows(self) -> list[dict[str, str]]:
        """The findings as JSON objects, in the order of the rules."""
        return [finding.as_row() for finding in self.findings]

    def as_json(self) -> dict[str, object]:
        """The whole report as one JSON object."""
        return {"file": self.file, "regime": self.regime, "ruleset": self.ruleset, "findings": self.as_rows()}
