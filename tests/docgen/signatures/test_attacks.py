"""Known attacks on signed PDFs are refused, each with its honest twin beside it; figure F5, luu-tru.md §6 row 12."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from docgen.signatures.judging import Expected
from registry.labels import SignatureState as State
from tests.docgen.signatures.conftest import World
from tests.support.outside_world import digital_pen as pen

REFUSED = {State.BROKEN, State.CHANGED_AFTER, State.UNREADABLE}
FLIPS_SHORT, FLIPS_LONG = 40, 240
SCRIPT = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
LAYERS = DictionaryObject({NameObject("/OCGs"): ArrayObject(), NameObject("/D"): DictionaryObject()})
STROKES: dict[str, Callable[[bytes], bytes]] = {
    "incremental saving": pen.replace_content,
    "content stream written over": pen.overwrite_stream,
    "overlay FreeText": pen.add_note,
    "overlay Stamp": lambda content: pen.add_note(content, "/Stamp"),
    "overlay Redact": lambda content: pen.add_note(content, "/Redact"),
    "signature picture replaced": pen.redraw_signature,
    "signature picture moved": pen.move_signature,
    "signature taken out": pen.drop_signature,
    "pages swapped": pen.swap_pages,
    "text field laid over": lambda content: pen.add_field(content, FT=NameObject("/Tx"), V=TextStringObject("999")),
    "empty signature field with action": lambda content: pen.add_field(content, FT=NameObject("/Sig"), A=SCRIPT),
    "one signature shown twice": pen.twin_field,
    "script at opening": lambda content: pen.set_root(content, "/OpenAction", SCRIPT),
    "layers": lambda content: pen.set_root(content, "/OCProperties", LAYERS),
    "page labels": lambda content: pen.set_root(content, "/PageLabels", DictionaryObject()),
    "universal forgery, empty signature": pen.empty_contents,
    "universal forgery, no range": lambda content: pen.forge_range(content, b"[]"),
    "universal forgery, null range": lambda content: pen.forge_range(content, b"null"),
    "universal forgery, negative range": lambda content: pen.forge_range(content, b"[0 -1 -1 0]"),
    "wrapping, first bytes left out": lambda content: pen.forge_range(content, b"[9 500 9000 100]"),
    "wrapping, larger hole": lambda content: pen.forge_range(content, _wide(content)),
}


def _wide(content: bytes) -> bytes:
    _, first, second, rest = pen.gap(content)
    return b"[0 %d %d %d]" % (first - 40, second, rest)


@pytest.mark.parametrize("attack", list(STROKES))
def test_an_attack_is_never_accepted(world: World, attack: str) -> None:
    """this test ensures that a file somebody wrote into after signing is refused, and the untouched one is not."""
    attacked = STROKES[attack](world.signed)
    assert attacked != world.signed
    assert world.verdict(attacked).state in REFUSED
    assert world.verdict(world.signed).state is State.VALID


@pytest.mark.parametrize("attack", ["incremental saving", "overlay FreeText", "signature picture replaced"])
def test_signing_again_does_not_hide_an_attack(world: World, attack: str) -> None:
    """this test ensures that a later good signature over a changed page saves nothing (sneaky signature)."""
    first = world.sign(pen.paper(), world.head, box=(300, 100, 450, 160))
    again = world.sign(STROKES[attack](first), world.agency)
    assert world.verdict(again).state is State.CHANGED_AFTER


def test_a_change_that_is_taken_back_is_seen_by_who_signed_between(world: World) -> None:
    """this test ensures that swapping content for the time of one signature is refused."""
    first = world.sign(pen.paper(), world.head)
    between = world.sign(pen.replace_content(first), world.agency)
    back = pen.replace_content(between, "Quyet dinh giao 100 viec")
    assert world.verdict(back).state is State.CHANGED_AFTER


def test_a_picture_over_the_whole_page_is_refused(world: World) -> None:
    """this test ensures that a later signature may not cover the page it did not write."""
    first = world.sign(pen.paper(), world.head)
    assert world.verdict(world.sign(first, world.agency, box=(0, 0, 595, 842))).state is State.CHANGED_AFTER
    assert world.verdict(world.sign(first, world.agency, box=(260, 100, 330, 170))).state is State.VALID


def test_a_shadow_planted_before_signing_cannot_be_brought_out(world: World) -> None:
    """this test ensures that content hidden in the file before it was signed is refused when an update shows it."""
    planted = pen.plant(pen.paper(), "Quyet dinh giao 999 viec")
    signed = world.sign(world.sign(planted, world.head), world.agency)
    assert world.verdict(signed).state is State.VALID
    assert world.verdict(pen.bring_out(signed)).state is State.CHANGED_AFTER


def _flips(world: World, content: bytes, count: int, seed: int) -> None:
    """Flip bits in the ranges of the last signature."""
    numbers = random.Random(seed)
    _, first, second, rest = pen.gap(content, -1)
    assert world.verdict(content, expected=Expected()).state is State.THIN_EVIDENCE  # nothing but who should sign
    whole = [*range(first), *range(second, second + rest)]
    for place in numbers.sample(whole, count):
        flipped = bytearray(content)
        flipped[place] ^= 1 << numbers.randrange(8)
        state = world.verdict(bytes(flipped), expected=Expected()).state
        assert state not in {State.VALID, State.THIN_EVIDENCE, State.ADDED_AFTER}, f"seed {seed}, byte {place}: {state}"


def test_one_byte_flips_are_reported(world: World) -> None:
    """this test ensures that any changed byte inside the signed ranges is seen, short form."""
    _flips(world, world.sign(pen.paper(), world.head), FLIPS_SHORT, seed=20_211)


@pytest.mark.faults
def test_240_one_byte_flips_are_reported(world: World) -> None:
    """this test ensures that any changed byte inside the signed ranges is seen, as many as F5 asks."""
    _flips(world, world.signed, FLIPS_LONG, seed=20_212)


def _fuzz(world: World, count: int, seed: int) -> None:
    numbers = random.Random(seed)
    for n in range(count):
        content = bytearray(world.signed)
        stroke = n % 4
        if stroke == 0:
            del content[numbers.randrange(len(content)) :]
        elif stroke == 1:
            start = numbers.randrange(len(content))
            del content[start : start + numbers.randrange(1, 400)]
        elif stroke == 2:
            for _ in range(20):
                content[numbers.randrange(len(content))] = numbers.randrange(256)
        else:
            start = numbers.randrange(len(content))
            content[start:start] = numbers.choice([b"<<", b"[" * 500, b"/Prev 0 ", b"9" * 40, b"1 0 R ", b"stream\n"])
        state = world.verdict(bytes(content)).state
        assert state is not State.VALID or bytes(content) == world.signed, f"seed {seed}, file {n}: {state}"


def test_fuzzed_files_end_in_a_verdict(world: World) -> None:
    """this test ensures that damaged files give a verdict and never an exception (requirement 33, short form)."""
    _fuzz(world, 40, seed=33)


@pytest.mark.faults
def test_33_two_hundred_fuzzed_files_end_in_a_verdict(world: World) -> None:
    """this test ensures that 200 damaged files give a verdict and never an exception."""
    _fuzz(world, 200, seed=333)


def test_looped_and_huge_files_end_in_a_verdict(world: World) -> None:
    """this test ensures that a loop in the tables, deep nesting and a bomb end as KHONG_DOC_DUOC."""
    tables = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 20>>\nstartxref\n20\n%%EOF"
    loop = b"%PDF-1.7\n/ByteRange\n" + tables
    deep = b"%PDF-1.7\n/ByteRange\n1 0 obj\n" + b"[" * 200_000 + b"\nstartxref\n20\n%%EOF"
    for content in (loop, deep, b"%PDF-1.7 /ByteRange"):
        assert world.verdict(content).state is State.UNREADABLE


def test_a_name_in_disguise_is_still_a_signature(world: World) -> None:
    """this test ensures that /#42yteRange does not make a signed file pass as unsigned."""
    assert world.verdict(pen.paper() + b"/#42yteRang#65 [0 1 2 3]").state is not State.NONE


def test_numbers_of_pages(world: World) -> None:
    """this test ensures that a changed page box is a change like any other."""
    wide = ArrayObject(NumberObject(n) for n in (0, 0, 595, 400))
    assert world.verdict(pen.set_page(world.signed, "/MediaBox", wide)).state is State.CHANGED_AFTER
