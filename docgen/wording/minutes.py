"""The words of the minutes of an evaluation meeting: attendance, results by horizon, ballots, conclusion.

Knows how each figure is said; ballots are counts only, and shares are of the valid ballots.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from docgen.wording.blocks import Context, flowing, paper_block, recipient_lines, rules_date, title_block
from docgen.wording.figures import capitalised, counted, date_in_figures, percent, period_words, unbroken
from docgen.wording.results import level_sentence
from registry.facts import MinutesFacts, PersonVotes
from registry.labels import Grade, Regime
from registry.vietnamese import long_date

_SYMBOL = "BB"
_COMRADE = "đồng chí"
_STATE_FILING = "Lưu: VT, Hồ sơ"
_GRADES = (Grade.EXCELLENT, Grade.GOOD, Grade.FAIR, Grade.FAILED)


def minutes_context(facts: MinutesFacts, *, on: dt.date | None = None) -> Context:
    """The context of minutes; `on` is the day whose rules hold, None means the paper's own date."""
    return {
        **paper_block(facts, symbol=_SYMBOL, on=on),
        **title_block(_title(facts)),
        **_meeting(facts),
        **_ballots(facts),
        "recipients": _recipients(facts, on),
        "task_word": facts.campaign.task_word,
        "people_count": _people(facts, len(facts.votes)),
        "cut_off": date_in_figures(facts.cut_off),
        "results": [level_sentence(counts, facts.campaign) for counts in facts.counts],
        "discussion": _paragraphs(facts.discussion),
        "conclusion": _paragraphs(facts.conclusion),
    }


def _title(facts: MinutesFacts) -> list[str]:
    periods = " và ".join(period_words(counts.horizon, counts.period) for counts in facts.counts)
    what = f"{facts.campaign.task_word} {periods}".rstrip()
    if facts.issuer.regime is Regime.PARTY:
        return flowing([f"hội nghị {facts.issuer.authority}", "đánh giá kết quả thực hiện", what])
    return flowing(["Họp đánh giá kết quả thực hiện", what])


def _recipients(facts: MinutesFacts, on: dt.date | None) -> list[str]:
    """Minutes of the State are filed with their dossier (NĐ 30 Mẫu 1.9)."""
    issuer = facts.issuer
    if issuer.regime is Regime.STATE:
        issuer = replace(issuer, filing=_STATE_FILING)
    return recipient_lines(facts.recipients, issuer, rules_date(facts, on))


def _meeting(facts: MinutesFacts) -> Context:
    return {
        "started": _moment(facts.started),
        "ended": _ending(facts),
        "place": facts.place,
        "place_first": capitalised(facts.place),
        "chair": facts.chair,
        "chair_first": capitalised(facts.chair),
        "recorder": facts.recorder,
        "recorder_first": capitalised(facts.recorder),
        "recorder_name": facts.recorder_name,
        "attendance": _attendance(facts),
    }


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%H} giờ {moment:%M} phút, {unbroken(long_date(moment.date()))}"


def _ending(facts: MinutesFacts) -> str:
    if facts.issuer.regime is Regime.PARTY and facts.started.date() == facts.ended.date():
        return f"{facts.ended:%H} giờ {facts.ended:%M} phút cùng ngày"
    return _moment(facts.ended)


def _attendance(facts: MinutesFacts) -> str:
    """Who was summoned, who came, who did not and why."""
    came = f"triệu tập {_people(facts, facts.summoned)}; có mặt {_people(facts, facts.present)}"
    if not facts.absences:
        return f"{came}; không có ai vắng mặt"
    reasons = "; ".join(f"{_introduced(facts, absence.name)} ({absence.reason})" for absence in facts.absences)
    return f"{came}; vắng {_people(facts, len(facts.absences))}: {reasons}"


def _people(facts: MinutesFacts, number: int) -> str:
    return counted(number, _COMRADE if facts.issuer.regime is Regime.PARTY else "người")


def _introduced(facts: MinutesFacts, name: str) -> str:
    """A name as the regime introduces it: "đồng chí" in the Party, as it is in the State or when already said."""
    if facts.issuer.regime is not Regime.PARTY or name.lower().startswith(_COMRADE):
        return name
    return f"{_COMRADE} {name}"


def _ballots(facts: MinutesFacts) -> Context:
    return {
        "panel_head": _introduced(facts, facts.panel_head),
        "panel_size": _people(facts, facts.panel_size),
        "ballots_issued": facts.ballots_issued,
        "ballots_returned": facts.ballots_returned,
        "ballots_valid": facts.ballots_valid,
        "ballots_invalid": facts.ballots_invalid,
        "votes": [_vote_row(number, votes, facts.ballots_valid) for number, votes in enumerate(facts.votes, 1)],
    }


def _vote_row(number: int, votes: PersonVotes, valid: int) -> Context:
    shares = {grade.value: _share(votes.votes, grade, valid) for grade in _GRADES}
    return {"number": number, "name": votes.official.name, **shares, "proposed": votes.proposed.label}


def _share(votes: Mapping[Grade, int], grade: Grade, valid: int) -> str:
    """Ballots and their share of the valid ones: "11 (78,6%)"; a plain 0 when nobody voted so."""
    number = votes.get(grade, 0)
    return f"{number} ({percent(number, valid)})" if number else "0"


def _paragraphs(text: str) -> list[str]:
    return [unbroken(line.strip()) for line in text.splitlines() if line.strip()]
