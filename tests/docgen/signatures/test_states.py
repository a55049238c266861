"""Each row of the table of measured behaviour (luu-tru.md §2.4) ends in its state; requirements 25 to 29, 31."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pypdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError

from docgen.signatures.judging import Expected
from docgen.signatures.trust import Trust
from registry.labels import SignatureState as State
from tests.docgen.signatures.conftest import AGENCY, EXPECTED, HEAD, NOW, World
from tests.support.outside_world import digital_pen as pen
from tests.support.outside_world.notary import Notary

PAST, ENDED = dt.datetime(2021, 6, 1, tzinfo=dt.UTC), dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
ONLY_HEAD = Expected(signers=(HEAD,))


def test_25_an_unsigned_paper_has_no_signature(world: World) -> None:
    """this test ensures that a plain PDF is KHONG_CHU_KY."""
    assert world.verdict(pen.paper()).state is State.NONE


def test_25_one_signature_with_stamp_and_revocation_is_valid(world: World) -> None:
    """this test ensures that one right signature is HOP_LE and its evidence is told."""
    verdict = world.verdict(world.sign(pen.paper(), world.head), expected=ONLY_HEAD)
    (found,) = verdict.signatures
    assert verdict.state is State.VALID
    assert (found.signer, found.post, found.organisation, found.known_as) == (HEAD, "Bí thư", "Huyện ủy Mẫu", HEAD)
    assert (found.coverage, found.added, found.revocation) == ("ENTIRE_FILE", "NONE", "đã kiểm tra thu hồi")
    assert found.serial == f"{world.head.certificate.serial_number:X}"
    assert found.stamped_at


def test_25_person_then_agency_is_valid(world: World) -> None:
    """this test ensures that the second signature is no change to the first, with the old kind of container too."""
    assert world.verdict(world.signed).state is State.VALID
    old = world.sign(world.sign(pen.paper(), world.head, subfilter=pen.OLD), world.agency, subfilter=pen.OLD)
    assert world.verdict(old).state is State.VALID


def test_25_one_byte_flipped_in_the_page_is_broken(world: World) -> None:
    """this test ensures that a changed digit in the page content is HONG."""
    broken = world.signed.replace(b"giao 100 viec", b"giao 900 viec", 1)
    assert broken != world.signed
    assert world.verdict(broken).state is State.BROKEN


def test_25_a_note_added_afterwards_is_a_change(world: World) -> None:
    """this test ensures that a FreeText note is SUA_SAU_KY."""
    assert world.verdict(pen.add_note(world.signed)).state is State.CHANGED_AFTER


def test_25_content_replaced_by_an_update_is_a_change_although_intact(world: World) -> None:
    """this test ensures that a page replaced by incremental saving is SUA_SAU_KY and the page is named."""
    verdict = world.verdict(pen.replace_content(world.signed))
    assert verdict.state is State.CHANGED_AFTER
    assert all("trang 1 (/Contents)" in found.changes for found in verdict.signatures)


@pytest.mark.parametrize("tail", ["title", "bytes"])
def test_25_harmless_additions_are_told(world: World, tail: str) -> None:
    """this test ensures that another title, or bytes after the end, are THEM_SAU_KY."""
    content = pen.set_title(world.signed) if tail == "title" else world.signed + b"\n% them vao\n"
    assert world.verdict(content).state is State.ADDED_AFTER


def test_25_a_file_saved_again_is_broken(world: World) -> None:
    """this test ensures that another program saving the file destroys what was signed, visibly."""
    writer, out = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(world.signed))), io.BytesIO()
    writer.write(out)
    assert world.verdict(out.getvalue()).state in {State.BROKEN, State.UNREADABLE}


def test_25_an_unknown_authority_is_not_trusted(world: World) -> None:
    """this test ensures that a signature of another authority, with the very same name, is CHUA_TIN_CAY."""
    stranger = Notary("CA lạ").person(HEAD, post="Bí thư", organisation="Huyện ủy Mẫu")
    verdict = world.verdict(pen.sign(pen.paper(), stranger), expected=ONLY_HEAD)
    assert verdict.state is State.UNTRUSTED


def test_25_an_expired_certificate_without_stamp(world: World) -> None:
    """this test ensures that an expired certificate without time-stamp is HET_HAN_KHONG_MOC."""
    old = world.notary.person(HEAD, end=ENDED)
    trust = world.trusting(known={old.fingerprint: HEAD}, revocations=())
    content = world.sign(pen.paper(), old, clock=None)
    assert world.verdict(content, trust, ONLY_HEAD).state is State.EXPIRED


def test_25_a_certificate_that_may_not_sign_is_not_trusted(world: World) -> None:
    """this test ensures that a certificate without nonRepudiation is CHUA_TIN_CAY."""
    other = world.notary.person(HEAD, binding=False)
    trust = world.trusting(known={other.fingerprint: HEAD})
    assert world.verdict(world.sign(pen.paper(), other), trust, ONLY_HEAD).state is State.UNTRUSTED


def test_25_a_second_signature_is_measured_by_the_certified_level(world: World) -> None:
    """this test ensures that a second signature passes on P2, and that a signer's program refuses it on P1."""
    first = world.sign(pen.paper(), world.head, certify=MDPPerm.FILL_FORMS)
    assert world.verdict(world.sign(first, world.agency)).state is State.VALID
    closed = world.sign(pen.paper(), world.head, certify=MDPPerm.NO_CHANGES)
    with pytest.raises(SigningError):
        world.sign(closed, world.agency)
    assert world.verdict(pen.stamp_document(closed, world.clock), expected=ONLY_HEAD).state is State.VALID


def test_25_p1_refuses_a_signature_added_all_the_same(world: World) -> None:
    """this test ensures that a later signature on a file certified NO_CHANGES is SUA_SAU_KY (level above P1)."""
    first = world.sign(pen.paper(), world.head, certify=MDPPerm.NO_CHANGES)
    forced = pen.sign_regardless(first, world.agency, chain=world.chain)
    assert world.verdict(forced).signatures[0].state is State.CHANGED_AFTER  # the second covers other bytes: HONG


def test_25_p3_admits_no_annotation(world: World) -> None:
    """this test ensures that an annotation on a file certified with P3 is SUA_SAU_KY all the same (§6 row 12)."""
    first = world.sign(pen.paper(), world.head, certify=MDPPerm.ANNOTATE)
    assert world.verdict(world.sign(first, world.agency)).state is State.VALID
    assert world.verdict(pen.add_note(first), expected=ONLY_HEAD).state is State.CHANGED_AFTER


def test_26_the_wrong_person_and_a_missing_agency(world: World) -> None:
    """this test ensures that a good signature of somebody else, or no agency, is SAI_NGUOI_KY."""
    other = world.notary.person("Trần Thị Khác")
    trust = world.trusting(known={**(world.trust.known or {}), other.fingerprint: "Trần Thị Khác"})
    wrong = world.verdict(world.sign(world.sign(pen.paper(), other), world.agency), trust)
    missing = world.verdict(world.sign(pen.paper(), world.head))
    assert (wrong.state, missing.state) == (State.WRONG_SIGNER, State.WRONG_SIGNER)
    assert any(HEAD in reason for reason in wrong.reasons)
    assert any(AGENCY in reason for reason in missing.reasons)


def test_26_one_name_is_not_one_person(world: World) -> None:
    """this test ensures that the same name on a trusted certificate nobody noted is SAI_NGUOI_KY."""
    namesake = world.notary.person(HEAD, organisation="Cơ quan khác")
    content = world.sign(world.sign(pen.paper(), namesake), world.agency)
    assert world.verdict(content).state is State.WRONG_SIGNER


def test_27_an_empty_trust_list_trusts_nothing(world: World) -> None:
    """this test ensures that without configured roots nothing is valid, whatever the operating system holds."""
    assert world.verdict(world.signed, Trust()).state is State.UNTRUSTED
    assert world.verdict(world.signed, world.trusting(stamp_roots=())).state is State.THIN_EVIDENCE


def test_28_without_lists_revocation_is_said_to_be_unchecked(world: World) -> None:
    """this test ensures that a missing, stale or forged revocation list is never a pass."""
    notary = world.notary
    old = notary.revocations(notary.middle, made=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    forged = Notary(notary.name).revocations(Notary(notary.name).middle, made=NOW)
    root_list, _ = world.lists()
    for second in (None, old, forged):
        lists = (root_list,) if second is None else (root_list, type(root_list).load(second))
        verdict = world.verdict(world.signed, world.trusting(revocations=lists))
        assert verdict.state is State.THIN_EVIDENCE
        assert {found.revocation for found in verdict.signatures} == {"chưa kiểm tra thu hồi"}


def test_29_an_expired_certificate_with_an_earlier_stamp_still_stands(world: World) -> None:
    """this test ensures that a trusted time-stamp from before the end keeps a signature alive."""
    old = world.notary.person(HEAD, end=ENDED)
    trust = world.trusting(known={old.fingerprint: HEAD})
    content = world.sign(pen.paper(), old, at=PAST)
    verdict = world.verdict(content, trust, ONLY_HEAD)
    assert verdict.state in {State.VALID, State.THIN_EVIDENCE}
    assert verdict.signatures[0].stamped_at.startswith("2021-06-01")
    late = world.verdict(world.sign(pen.paper(), old, at=NOW), trust, ONLY_HEAD)
    assert late.state is State.EXPIRED


def test_31_a_list_that_revokes_the_signer_makes_it_revoked(world: World) -> None:
    """this test ensures that the same file becomes THU_HOI once a list names the signer."""
    trust = world.trusting(revocations=world.lists(world.head, revoked_on=dt.datetime(2024, 1, 1, tzinfo=dt.UTC)))
    assert world.verdict(world.signed, trust).state is State.REVOKED
    assert world.verdict(world.signed).state is State.VALID


def test_a_signature_without_stamp_is_thin(world: World) -> None:
    """this test ensures that a missing time-stamp is listed as missing."""
    content = world.sign(world.sign(pen.paper(), world.head, clock=None), world.agency)
    verdict = world.verdict(content)
    assert verdict.state is State.THIN_EVIDENCE
    assert verdict.signatures[0].missing == ("thiếu dấu thời gian tin cậy",)


def test_a_stamp_over_the_document_is_no_alarm_and_proves_the_time(world: World) -> None:
    """this test ensures that a later document time-stamp is accepted and stands in for missing ones."""
    content = world.sign(world.sign(pen.paper(), world.head, clock=None), world.agency, clock=None)
    stamped = pen.stamp_document(content, world.clock, chain=world.chain)
    assert world.verdict(content).state is State.THIN_EVIDENCE
    assert world.verdict(stamped).state is State.VALID


@pytest.mark.parametrize("count", [4, pytest.param(18, marks=pytest.mark.faults)])
def test_many_honest_signatures_are_no_alarm(world: World, count: int) -> None:
    """this test ensures that up to eighteen signatures of people and agencies leave each other valid (F5)."""
    content = pen.paper()
    for n in range(count):
        who = world.head if n % 2 else world.agency
        content = world.sign(content, who, box=(20 + 25 * n, 100, 40 + 25 * n, 130), page=n % 2)
    verdict = world.verdict(content, expected=EXPECTED)
    assert verdict.state is State.VALID
    assert len(verdict.signatures) == count


def test_a_file_whose_signers_nobody_knows_is_never_valid(world: World) -> None:
    """this test ensures that without expected signers the best verdict still waits."""
    assert world.verdict(world.signed, expected=Expected()).state is State.THIN_EVIDENCE


@pytest.mark.parametrize("habit", [pen.prepare_as_other_makers_do, pen.write_page_again])
def test_honest_signers_of_other_makes_are_no_alarm(world: World, habit: Callable[[bytes], bytes]) -> None:
    """this test ensures that what other makers write with a second signature passes (F5)."""
    first = world.sign(pen.paper(), world.head, box=(300, 100, 450, 160))
    second = world.sign(habit(first), world.agency, box=(260, 100, 330, 170))
    assert world.verdict(second).state is State.VALID


def test_our_rules_take_what_the_library_calls_changed(world: World) -> None:
    """this test ensures that a page written again with the same content is an alarm to the library alone."""
    first = world.sign(pen.paper(), world.head)
    second = world.sign(pen.write_page_again(first), world.agency)
    alone = PdfFileReader(io.BytesIO(second)).embedded_signatures[0]
    alone.compute_integrity_info()
    assert isinstance(alone.diff_result, SuspiciousModification)
    assert world.verdict(second).state is State.VALID
