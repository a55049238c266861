"""Requirement 51: the table of threats (luu-tru.md §6), row by row, with the tests that hold each."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.docgen.intake.test_threats import REFUSED

TESTS = Path(__file__).parents[2]
HERE = "docgen/intake/test_threats.py"
ATTACKS = "docgen/signatures/test_attacks.py"
JOURNAL = "registry/store/test_journal.py"
RETURNED = "stories/test_returned_papers.py"
SANDBOX = "docgen/templating/test_sandbox.py"
ROWS: dict[int, tuple[str, ...]] = {
    **dict.fromkeys(
        range(1, 9),
        (
            f"{HERE}::test_requirement_51_hostile_files_are_refused",
            f"{HERE}::test_requirement_51_harmless_twins_pass",
            f"{HERE}::test_requirement_51_helpers_never_try_the_network",
        ),
    ),
    9: (
        f"{HERE}::test_requirement_51_active_pdfs_are_told_and_stored",
        f"{HERE}::test_requirement_51_a_quiet_pdf_is_not_flagged",
    ),
    10: (
        f"{HERE}::test_requirement_51_monstrous_pdfs_end",
        f"{HERE}::test_requirement_51_mutants_end_in_an_answer",
        "docgen/media/test_apart.py::test_requirement_49_a_lost_helper_is_replaced",
    ),
    11: (f"{HERE}::test_requirement_51_hostile_files_are_refused",),
    12: (
        f"{ATTACKS}::test_an_attack_is_never_accepted",
        f"{ATTACKS}::test_signing_again_does_not_hide_an_attack",
        f"{ATTACKS}::test_a_shadow_planted_before_signing_cannot_be_brought_out",
        f"{ATTACKS}::test_a_picture_over_the_whole_page_is_refused",
    ),
    13: (
        f"{RETURNED}::test_a_page_with_another_name_pasted_in_is_never_filed",
        "docgen/paperwork/test_receiving.py::test_an_altered_page_waits_with_its_place",
        "docgen/intake/test_sorting.py::test_the_same_page_twice_is_for_a_person",
        "docgen/intake/test_comparing.py::test_an_altered_page_is_seen_at_its_line",
    ),
    14: (
        f"{RETURNED}::test_a_page_with_a_forged_code_is_never_filed",
        "docgen/intake/test_sorting.py::test_every_changed_sign_of_a_tag_is_a_forgery",
        "registry/test_codes.py::test_any_changed_character_fails",
        "registry/test_codes.py::test_other_key_or_input_is_false",
    ),
    15: (
        "docgen/archive/test_audit.py::test_every_flipped_byte_is_named",
        "docgen/archive/test_ocfl_codes.py::test_requirement_10_a_bad_object_is_named_by_its_code",
        f"{JOURNAL}::test_any_change_anywhere_is_found",
        f"{JOURNAL}::test_what_only_a_kept_head_knows",
        "stories/test_kept_heads.py::test_a_head_kept_outside_is_proved_for_ever",
    ),
    16: (
        f"{SANDBOX}::test_no_escape",
        f"{SANDBOX}::test_no_flood",
        f"{SANDBOX}::test_honest_tags",
        f"{SANDBOX}::test_endless_work_that_makes_nothing",
        "docgen/templating/test_compiled.py::test_only_plain_data",
    ),
    17: (
        "docgen/authoring/test_templates.py::test_requirement_51_row_17_hostile_text_is_printed_as_it_is",
        "docgen/templating/test_features.py::test_nothing_is_lost_without_escaping",
    ),
    18: (
        "docgen/templating/test_compiled.py::test_unknown_field_is_located",
        "docgen/templating/test_compiled.py::test_unknown_inner_field_is_located",
        "docgen/templating/test_compiled.py::test_unknown_field_in_header",
    ),
    19: (
        "docgen/sheets/test_writing.py::test_requirement_51_row_19_text_never_becomes_a_formula",
        "docgen/sheets/test_writing.py::test_requirement_51_row_19_every_export_goes_through_that_door",
    ),
    20: (
        f"{HERE}::test_requirement_51_row_20_names_are_data",
        "docgen/workflows/test_take_inbox.py::test_requirement_51_row_20_names_are_told_on_one_line",
        f"{HERE}::test_requirement_51_hostile_files_are_refused",
    ),
    21: (
        "stories/test_nobody_is_named.py::test_requirements_53_and_54_a_day_leaves_no_name_and_no_picture_of_a_stranger",
    ),
    22: (
        f"{HERE}::test_requirement_51_row_22_only_regular_files_are_taken",
        "docgen/workflows/test_take_inbox.py::test_what_stays_in_the_folder_is_told_once",
    ),
    26: ("docgen/workflows/test_review_forms.py::test_threat_26_a_filed_form_is_replaced_by_two_people",),
}


def functions(file: str) -> set[str]:
    """The tests of a module, methods of classes among them."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_requirement_51_every_row_has_its_tests() -> None:
    """This test ensures that rows 1 to 22 and 26 each name at least one test, and rows 1 to 8 and 11 samples."""
    assert sorted(ROWS) == [*range(1, 23), 26]
    assert all(ROWS.values())
    assert {*range(1, 9), 11} <= {int(name.split()[0]) for name in REFUSED}


@pytest.mark.parametrize("row", ROWS)
def test_requirement_51_the_tests_of_a_row_are_there(row: int) -> None:
    """This test ensures that a test a row leans on was not renamed or removed."""
    for name in ROWS[row]:
        file, _, function = name.partition("::")
        assert function in functions(file), name
