"""What papers about another paper share: how it is named, who decides, who carries it out.

Knows sentences; whether the other paper is recalled, corrected or amended is the business of each module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from docgen.wording.blocks import (
    Context,
    named,
    paper_block,
    recipient_lines,
    reference_words,
    rules_date,
)
from docgen.wording.figures import NBSP, capitalised, date_in_figures, joined, unbroken
from registry.change_facts import DecisionAboutFacts
from registry.facts import Reference
from registry.labels import Regime
from registry.vietnamese import long_date

_SYMBOL = "QĐ"
_LAST_ARTICLE = {Regime.PARTY: 3, Regime.STATE: 4}


def about_words(reference: Reference, subject: str, regime: Regime) -> str:
    """The paper with its subject, in a sentence: "Quyết định số … của … về việc giao …"."""
    return unbroken(f"{reference_words(reference, regime)} {subject_words(subject)}")


def subject_words(subject: str) -> str:
    """The subject of a paper within a sentence: "về việc giao …", "về kết quả thực hiện …"."""
    told = subject[:1].lower() + subject[1:]
    return told if told.startswith("về ") else f"về {told}"


def short_words(reference: Reference) -> str:
    """The paper by type and number alone, for the second time it is named."""
    return f"{reference.kind} số{NBSP}{reference.number_text}"


def dated_words(reference: Reference, regime: Regime) -> list[str]:
    """The paper by type, number and date, in the two pieces a subject line may be cut into."""
    if reference.dated is None:
        return [short_words(reference)]
    if regime is Regime.PARTY:
        return [f"{short_words(reference)},", f"ngày {date_in_figures(reference.dated)}"]
    return [short_words(reference), long_date(reference.dated)]


def deciding_block(facts: DecisionAboutFacts, *, on: dt.date | None, others: Sequence[str] = ()) -> Context:
    """Everything a decision about another paper says besides its articles; that paper is its last basis.

    `others` carry the decision out too and are not named one by one.
    """
    issuer = facts.issuer
    basis = f"Căn cứ {about_words(facts.about, facts.about_subject, issuer.regime)}"
    whole = replace(facts, bases=(*facts.bases, basis))
    people = dict.fromkeys((*facts.executors, *(named(person) for person in facts.people), *others))
    return {
        **paper_block(whole, symbol=_SYMBOL, on=on),
        "deciding_authority": issuer.authority.upper(),
        "about": about_words(facts.about, facts.about_subject, issuer.regime),
        "about_short": short_words(facts.about),
        "counter": facts.campaign.counter,
        "executors": capitalised(joined(list(people))),
        "recipients": recipient_lines(
            facts.recipients, issuer, rules_date(facts, on), first=f"Như Điều {_LAST_ARTICLE[issuer.regime]}"
        ),
    }
