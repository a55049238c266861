"""The citations of an office's papers, held against the instruments that are known (check P14).

Knows where an office writes its bases: office.toml and the cycle; how a citation is judged is `registry.rules`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from docgen.office import Office
from docgen.settings import bases_on
from registry.errors import NotFound
from registry.problems import Problem, Severity
from registry.rules.citations import Verdict, check_citations
from registry.store.cycles import cycle_view
from registry.store.frame_instruments import authority


def cited_by(office: Office, day: dt.date) -> tuple[str, ...]:
    """Every basis of office.toml for papers of that day, then those of the cycle that are not among them."""
    told = office.settings
    written = (*told.decision.bases, *told.change.bases, *told.minutes.bases, *told.notice.bases, *told.report.bases)
    return tuple(dict.fromkeys((*bases_on(written, day), *_of_cycle(office))))


def _of_cycle(office: Office) -> tuple[str, ...]:
    with office.store.reading() as session:
        try:
            return cycle_view(session, office.settings.campaign.year, on=office.clock.today()).bases
        except NotFound:  # nothing was imported yet
            return ()


def citation_problems(office: Office, texts: Sequence[str], day: dt.date) -> tuple[Problem, ...]:
    """The same as problems of a draft: what is expired stops it, other slips as office.toml says (check P14)."""
    level = office.settings.checks.policy().severity("P14")
    if level is None:
        return ()
    found = []
    for each in verdicts(office, texts, day):
        severity = level if each.severity is Severity.WARNING else each.severity
        found.append(Problem(code=each.code, message=each.message, severity=severity))
    return tuple(problem for problem in found if problem.severity is not Severity.INFO)


def verdicts(office: Office, texts: Sequence[str], day: dt.date) -> tuple[Verdict, ...]:
    """What is wrong with the citations of `texts` in a paper of that day."""
    with office.store.reading() as session:
        return check_citations(texts, authority(session), on=day)
