"""The words of a decision that assigns tasks to one person or one collective, with the annex on its second page.

Knows what Điều 1 counts and who carries the decision out; the sentences themselves stand in the template. What every
assigning decision says, whomever it is for, is in `assigning_block` and `annex_block`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from docgen.wording.blocks import (
    Context,
    annex_heading,
    annex_reference,
    flowing,
    named,
    official_block,
    paper_block,
    recipient_lines,
    reference_words,
    rules_date,
    title_block,
)
from docgen.wording.figures import capitalised, joined, unbroken
from docgen.wording.tasks import attached_words, counts_words, named_attached, periods_words, task_groups, task_heading
from registry.facts import AssigningFacts, DecisionFacts
from registry.labels import Regime

_SYMBOL = "QĐ"
_LAST_ARTICLE = {Regime.PARTY: 3, Regime.STATE: 4}


def decision_context(facts: DecisionFacts, *, on: dt.date | None = None) -> Context:
    """The context of a decision; `on` is the day whose rules hold, None means the paper's own date."""
    regime, attached = facts.issuer.regime, facts.holdings[0].attached
    bound = [named(facts.official), *named_attached(attached, regime)]
    return {
        **assigning_block(facts, on=on),
        **title_block(_subject(facts)),
        **official_block(facts.official),
        **annex_block(facts, _annex_title(facts)),
        "task_counts": counts_words(facts.lines, facts.campaign),
        "attached": attached_words(attached, regime),
        "executors": executors_words(facts, bound),
        "groups": task_groups(facts.lines, facts.campaign, regime),
    }


def assigning_block(facts: AssigningFacts, *, on: dt.date | None) -> Context:
    """What every decision that assigns tasks says, but for whom and how many."""
    issuer, campaign = facts.issuer, facts.campaign
    context = paper_block(replace(facts, bases=_bases(facts)), symbol=_SYMBOL, on=on)
    blank = context["blank"] if isinstance(context["blank"], dict) else {}
    like_article = f"Như Điều {_LAST_ARTICLE[issuer.regime]}"
    return {
        **context,
        "deciding_authority": issuer.authority.upper(),
        "adding": " bổ sung cho" if facts.supplements else "",
        "beside": _beside(facts),
        "plan_days": campaign.plan_days,
        "progress_period": campaign.progress_period,
        "standing_body": campaign.standing_body,
        "self_assessment_due": unbroken(campaign.self_assessment_due),
        "replaces": _closing(facts),
        "recipients": recipient_lines(facts.recipients, issuer, rules_date(facts, on), first=like_article),
        "blank": {**blank, "annex_reference": annex_reference(facts, is_blank=True)},
    }


def giving(facts: AssigningFacts) -> str:
    """What is done with the tasks, in the subject: "giao", "giao bổ sung"."""
    return "giao bổ sung" if facts.supplements else "giao"


def executors_words(facts: AssigningFacts, bound: Sequence[str]) -> str:
    """Who carries the decision out, those it binds last."""
    return capitalised(joined([*dict.fromkeys((*facts.executors, *bound))]))


def _bases(facts: AssigningFacts) -> tuple[str, ...]:
    """The office's bases; a supplement names the first decision before the proposal, which always stands last."""
    if facts.supplements is None:
        return facts.bases
    first = reference_words(facts.supplements, facts.issuer.regime)
    return (*facts.bases[:-1], f"Căn cứ {first} về việc giao {facts.campaign.task_word}", *facts.bases[-1:])


def _beside(facts: AssigningFacts) -> str:
    """What the added tasks stand beside; cited a second time, a paper is named by its number alone."""
    if facts.supplements is None:
        return ""
    given = f"các {facts.campaign.counter} đã giao tại {facts.supplements.kind} số {facts.supplements.number_text}"
    return f", ngoài {given},"


def _subject(facts: DecisionFacts) -> list[str]:
    """Trích yếu, cut where the sense allows: small first letter in the Party, capital in the State."""
    word, who, when = facts.campaign.task_word, named(facts.official), periods_words(facts.lines)
    if facts.issuer.regime is Regime.PARTY:
        return [f"về việc {giving(facts)} {word} cho {who}", when]
    return [f"Về việc {giving(facts)} {word} {when}", f"đối với {who}"]


def _closing(facts: AssigningFacts) -> str:
    """From when a supplement holds and whose place the decision takes, at the end of Điều 3; empty when neither.

    The State's Điều 3 says already from when it holds.
    """
    parts = ["có hiệu lực kể từ ngày ký"] if facts.supplements and facts.issuer.regime is Regime.PARTY else []
    if facts.replaces is not None:
        parts.append(f"thay thế {reference_words(facts.replaces, facts.issuer.regime)}")
    if not parts:
        return ""
    if facts.issuer.regime is Regime.PARTY:
        return f" Quyết định này {' và '.join(parts)}."
    return f" và {parts[0]}"


def _annex_title(facts: DecisionFacts) -> list[str]:
    word, who, when = facts.campaign.task_word, named(facts.official), periods_words(facts.lines)
    if facts.issuer.regime is Regime.STATE:
        return [f"danh mục {word} {when}", f"{giving(facts)} {who}"]
    return [*flowing([word.upper(), f"{giving(facts)} {who}".upper()]), when]


def annex_block(facts: AssigningFacts, title: Sequence[str]) -> Context:
    """Title and reference line of the annex and the heading of its main column."""
    return {
        **annex_heading(facts, title),
        "task_heading": task_heading(facts.campaign),
    }
