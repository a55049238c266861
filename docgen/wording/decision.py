"""The words of a decision that assigns tasks to one official, with the annex on its second page.

Knows what Điều 1 counts and who carries the decision out; the sentences themselves stand in the template.
"""

from __future__ import annotations

import datetime as dt

from docgen.wording.blocks import (
    Context,
    date_words,
    flowing,
    named,
    number_text,
    official_block,
    paper_block,
    recipient_lines,
    reference_words,
    rules_date,
    title_block,
)
from docgen.wording.figures import capitalised, joined, unbroken
from docgen.wording.tasks import counts_words, periods_words, task_groups
from registry.facts import DecisionFacts
from registry.labels import Regime

_SYMBOL = "QĐ"
_LAST_ARTICLE = {Regime.PARTY: 3, Regime.STATE: 4}


def decision_context(facts: DecisionFacts, *, on: dt.date | None = None) -> Context:
    """The context of a decision; `on` is the day whose rules hold, None means the paper's own date."""
    issuer, day = facts.issuer, rules_date(facts, on)
    context = paper_block(facts, symbol=_SYMBOL, on=on)
    like_article = f"Như Điều {_LAST_ARTICLE[issuer.regime]}"
    return {
        **context,
        **title_block(_subject(facts)),
        **official_block(facts.official),
        **_duties(facts),
        **_annex(facts),
        "deciding_authority": issuer.authority.upper(),
        "task_counts": counts_words(facts.lines, facts.campaign),
        "replaces": _replaces(facts),
        "executors": capitalised(joined([*dict.fromkeys(facts.executors), named(facts.official)])),
        "recipients": recipient_lines(facts.recipients, issuer, day, first=like_article),
        "blank": {**_blank(context), "annex_reference": _annex_reference(facts, is_blank=True)},
    }


def _blank(context: Context) -> Context:
    blank = context["blank"]
    return blank if isinstance(blank, dict) else {}


def _subject(facts: DecisionFacts) -> list[str]:
    """Trích yếu, cut where the sense allows: small first letter in the Party, capital in the State."""
    word, who, when = facts.campaign.task_word, named(facts.official), periods_words(facts.lines)
    if facts.issuer.regime is Regime.PARTY:
        return [f"về việc giao {word} cho {who}", when]
    return [f"Về việc giao {word} {when}", f"đối với {who}"]


def _duties(facts: DecisionFacts) -> Context:
    campaign = facts.campaign
    return {
        "plan_days": campaign.plan_days,
        "progress_period": campaign.progress_period,
        "standing_body": campaign.standing_body,
        "self_assessment_due": unbroken(campaign.self_assessment_due),
    }


def _replaces(facts: DecisionFacts) -> str:
    """What is said of the decision whose place this one takes, to stand at the end of Điều 3; empty when none."""
    regime = facts.issuer.regime
    if facts.replaces is None:
        return ""
    words = reference_words(facts.replaces, regime)
    return f" Quyết định này thay thế {words}." if regime is Regime.PARTY else f" và thay thế {words}"


def _annex(facts: DecisionFacts) -> Context:
    word, who, when = facts.campaign.task_word, named(facts.official), periods_words(facts.lines)
    lines = [*flowing([word.upper(), f"giao {who}".upper()]), when]
    if facts.issuer.regime is Regime.STATE:
        lines = [f"danh mục {word} {when}", f"giao {who}"]
    return {
        **title_block([line.upper() for line in lines], name="annex_title"),
        "annex_reference": _annex_reference(facts, is_blank=False),
        "annex_authority": f"của {facts.issuer.authority_in_text})",
        "task_heading": f"Nội dung {facts.campaign.task_word}",
        "groups": task_groups(facts.lines, facts.campaign),
    }


def _annex_reference(facts: DecisionFacts, *, is_blank: bool) -> str:
    """The first line of the reference under the annex title; the Party puts a comma before the date."""
    issuer = facts.issuer
    number = number_text(issuer, _SYMBOL, None if is_blank else facts.number)
    day = date_words(None if is_blank else facts.dated, facts.year)
    comma = "," if issuer.regime is Regime.PARTY else ""
    return f"(Kèm theo Quyết định số {number}{comma} {unbroken(day)}"
