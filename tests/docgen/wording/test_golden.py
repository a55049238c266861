"""Whole papers as text: every built-in template with fictional facts, compared word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.wording.decision import decision_context
from tests.support import facts
from tests.support.golden import GOLDEN, assert_golden, golden_text
from tests.support.papers import NAMES, sample_paper, template


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_text(name: str, tmp_path: Path) -> None:
    """The text of the finished paper is the golden one from the first word to the last."""
    assert_golden(f"wording/{name}.txt", golden_text(sample_paper(name)), tmp_path)


def test_the_draft_text(tmp_path: Path) -> None:
    """A signing copy has blanks where number, day and month will stand, and nothing else differs."""
    draft = facts.state_decision(number=None, dated=None)
    text = golden_text(template("state-decision").render(decision_context(draft)))
    assert_golden("wording/state-decision-draft.txt", text, tmp_path)
    issued = (GOLDEN / "wording/state-decision.txt").read_text(encoding="utf-8").splitlines()
    assert sum(one != other for one, other in zip(text.splitlines(), issued, strict=True)) == 3


def test_one_word_changed_is_seen() -> None:
    """The twin: one word of one fact changed makes another text."""
    other = facts.party_decision(official=facts.party_official(name="Ma Văn Đát"))
    text = golden_text(template("party-decision").render(decision_context(other)))
    assert text != (GOLDEN / "wording/party-decision.txt").read_text(encoding="utf-8")


def test_golden_texts_stay_in_their_folder(tmp_path: Path) -> None:
    """A name that leads out of tests/golden is refused, so the update switch cannot write elsewhere."""
    with pytest.raises(ValueError, match="outside"):
        assert_golden("../outside.txt", "", tmp_path)
