"""The check of a form."""

from __future__ import annotations

from docgen.forms.key import form_check, is_own_form

KEYS = {1: b"old key", 2: b"new key"}
DIGEST = "ab" * 32


def own(check: str, document: str = "1A2B3C4D", digest: str = DIGEST) -> bool:
    """Whether the check is one of ours."""
    return is_own_form(check, document=document, input_digest=digest, key_of=KEYS.get)


def test_our_checks_are_ours_under_every_kept_key() -> None:
    """A check made with any kept generation of the key is recognised."""
    for generation, key in KEYS.items():
        assert own(form_check(key, generation=generation, document="1A2B3C4D", input_digest=DIGEST))


def test_any_change_makes_it_foreign() -> None:
    """Another document, other data, another key, an unknown generation or one other sign is not ours."""
    check = form_check(KEYS[1], generation=1, document="1A2B3C4D", input_digest=DIGEST)
    assert not own(check, document="1A2B3C4E")
    assert not own(check, digest="ac" * 32)
    assert not own(check.replace("F1", "F2"))
    assert not own(check.replace("F1", "F3"))
    assert not own(check[:-1] + ("A" if check[-1] != "A" else "B"))
    assert not own("")
