"""Document and page codes: text, reading back, keyed check."""

from __future__ import annotations

import hashlib
import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry import codes

KEY = b"an office's secret of 32 bytes ."
DIGEST = hashlib.sha256(b"render input").hexdigest()

documents = st.binary(min_size=4, max_size=4).map(codes.new_document_code)
page_pairs = st.integers(1, codes.MOST_PAGES).flatmap(lambda m: st.tuples(st.integers(1, m), st.just(m)))
keys = st.binary(min_size=1, max_size=64)
digests = st.binary(max_size=20).map(lambda data: hashlib.sha256(data).hexdigest())


@st.composite
def page_codes(draw: st.DrawFn) -> tuple[codes.PageCode, bytes, str]:
    """A code with its key and digest."""
    page, pages = draw(page_pairs)
    key, digest = draw(keys), draw(digests)
    generation = draw(st.integers(1, 9))
    document = draw(documents)
    code = codes.page_code(key, generation=generation, document=document, page=page, pages=pages, input_digest=digest)
    return code, key, digest


def _code(page: int = 2, pages: int = 3) -> codes.PageCode:
    return codes.page_code(KEY, generation=1, document="7A3C91E2", page=page, pages=pages, input_digest=DIGEST)


@given(page_codes())
def test_text_and_parse_are_inverse(made: tuple[codes.PageCode, bytes, str]) -> None:
    """Every code is read back from its text as it was, and is genuine under its key."""
    code, key, digest = made
    assert codes.parse_page_code(code.text) == code
    assert codes.is_genuine(code, key, digest)


@given(page_codes())
def test_payload_fits_the_symbol(made: tuple[codes.PageCode, bytes, str]) -> None:
    """The payload never needs more than 38 characters of the QR's alphanumeric set."""
    assert re.fullmatch(r"[A-Z0-9.]{34,38}", made[0].text)


@given(page_codes(), st.data())
def test_any_changed_character_fails(made: tuple[codes.PageCode, bytes, str], data: st.DataObject) -> None:
    """One character replaced by another makes the text unreadable or the code false."""
    code, key, digest = made
    at = data.draw(st.integers(0, len(code.text) - 1))
    other = data.draw(st.sampled_from([c for c in string.printable + "đ٣" if c != code.text[at]]))
    read = codes.parse_page_code(code.text[:at] + other + code.text[at + 1 :])
    if read is not None and read.scheme != code.scheme:  # another generation has another key
        key = hashlib.sha256(key).digest()
    assert read is None or not codes.is_genuine(read, key, digest)


@given(page_codes(), keys, digests)
def test_other_key_or_input_is_false(made: tuple[codes.PageCode, bytes, str], key: bytes, digest: str) -> None:
    """A code is genuine only under its own key and for its own render input."""
    code, own_key, own_digest = made
    if key.rstrip(b"\0") != own_key.rstrip(b"\0"):  # HMAC pads keys with zeros
        assert not codes.is_genuine(code, key, own_digest)
    if digest != own_digest:
        assert not codes.is_genuine(code, own_key, digest)


def test_known_code() -> None:
    """The tag is the formula of the archive rules: base32 of 80 bits of HMAC-SHA-256(claim + digest)."""
    import base64
    import hmac

    tag = hmac.new(KEY, b"GNV1.7A3C91E2.2.3" + DIGEST.encode(), "sha256").digest()[:10]
    assert _code().text == f"GNV1.7A3C91E2.2.3.{base64.b32encode(tag).decode()}"


@given(st.text())
@example("GNV1.7A3C91E2.4.3.AAAAAAAAAAAAAAAA")
@example("GNV1.7A3C91E2.0.3.AAAAAAAAAAAAAAAA")
@example("GNV1.7A3C91E2.01.3.AAAAAAAAAAAAAAAA")
@example("GNV0.7A3C91E2.1.3.AAAAAAAAAAAAAAAA")
@example("gnv1.7a3c91e2.1.3.aaaaaaaaaaaaaaaa")
@example("GNV1.7A3C91E2.1.3.AAAAAAAAAAAAAAAA\n")
@example("https://example.vn/GNV1")
def test_foreign_text_is_no_code(text: str) -> None:
    """What was not written by us is not taken for a page code."""
    assert codes.parse_page_code(text) is None


@pytest.mark.parametrize("change", [{"page": 0}, {"page": 4}, {"pages": 1000}, {"document": "7a3c91e2"}])
def test_impossible_parts_are_refused(change: dict[str, object]) -> None:
    """A code that could not be read back is never made."""
    parts: dict[str, object] = {"generation": 1, "document": "7A3C91E2", "page": 2, "pages": 3}
    with pytest.raises(ValueError, match="no page code"):
        codes.page_code(KEY, input_digest=DIGEST, **(parts | change))  # type: ignore[arg-type]


def test_digest_has_one_length() -> None:
    """A digest of another length is refused: page 1 of 1 and digest 2… must not equal page 1 of 12."""
    with pytest.raises(ValueError, match="SHA-256"):
        codes.page_code(KEY, generation=1, document="7A3C91E2", page=1, pages=1, input_digest="2" + DIGEST)


def test_document_code_from_token() -> None:
    """A document code is 8 upper-case hexadecimal digits of the given randomness, and needs enough of it."""
    assert codes.new_document_code(b"\x7a\x3c\x91\xe2rest") == "7A3C91E2"
    assert codes.is_document_code("7A3C91E2")
    assert not codes.is_document_code("7A3C91E")
    with pytest.raises(ValueError, match="4 random bytes"):
        codes.new_document_code(b"abc")
