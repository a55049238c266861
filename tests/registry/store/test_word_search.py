"""Titles found by their words: exact accents first, the same on every database, the index true to the rows."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from sqlalchemy import select

from registry.model import Task
from registry.store import Store, task_pages
from registry.store.task_pages import Page, TaskFilter, task_page
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import FIRST, YEAR, changing, enter

TITLES = ("Tam Đảo phát triển du lịch", "Tám xã về đích", "Chăm lo Tâm lý học đường", "Tấm gương, việc tốt 2.101 hộ")


@pytest.fixture
def titled(store: Store) -> Store:
    """A register with titles that differ in their accents."""
    return filled_by(_titled, store)


def _titled(store: Store) -> None:
    enter(store, [replace(FIRST, title=title) for title in TITLES])


def found(store: Store, words: str, page: Page | None = None, **wanted: str) -> list[str]:
    """Titles of a page."""
    with store.reading() as session:
        records, _ = task_page(session, TaskFilter(year=YEAR, words=words, **wanted), page or Page(size=10))
    return [record.line.title for record in records]


@pytest.mark.parametrize(
    ("query", "first"), [("tam", TITLES[0]), ("tám", TITLES[1]), ("TÂM", TITLES[2]), ("Tấm", TITLES[3])]
)
def test_a_hit_with_the_accents_of_the_question_comes_first(titled: Store, query: str, first: str) -> None:
    """This test ensures that all four are found by any of them, the one meant before the others."""
    hits = found(titled, query)
    assert hits[0] == first
    assert sorted(hits) == sorted(TITLES)


def test_every_word_must_occur_and_the_last_may_be_begun(titled: Store) -> None:
    """This test ensures that words are found in any order, the last from its beginning, and others not at all."""
    assert found(titled, "du tam phat") == [TITLES[0]]
    assert found(titled, "tam xã") == [TITLES[1]]
    assert found(titled, "tam khong co") == []
    assert found(titled, "2101") == []
    assert found(titled, "2.101 ho") == [TITLES[3]]


@pytest.mark.parametrize("query", ['"', "tam AND", "NOT tam OR", "tam*", "words:", "'); --", "(", "tam:*&|!"])
def test_signs_of_the_index_mean_nothing(titled: Store, query: str) -> None:
    """This test ensures that whatever is typed is words, never a command to the database."""
    assert isinstance(found(titled, query), list)


def test_a_tone_set_elsewhere_is_the_same_word(store: Store) -> None:
    """This test ensures that hoà and hòa are one word, also where accents count."""
    enter(store, [replace(FIRST, title="Xây dựng xã Hoà Bình"), replace(FIRST, title="Xây dựng xã Hoa Ban")])
    assert found(store, "hòa")[0] == "Xây dựng xã Hoà Bình"


def test_a_code_finds_its_task(titled: Store) -> None:
    """This test ensures that a code is taken for what it is."""
    assert found(titled, "nv-2021-002") == [TITLES[1]]


def test_pages_cut_the_whole_list_without_gap_or_repeat(titled: Store) -> None:
    """This test ensures that pages of one list put together are the list, exact hits still first."""
    whole = found(titled, "tám")
    pages = [found(titled, "tám", Page(number=number, size=1)) for number in (1, 2, 3, 4, 5)]
    assert [title for page in pages for title in page] == whole
    plain = [found(titled, "", Page(number=number, size=3)) for number in (1, 2)]
    assert plain == [list(TITLES[:3]), [TITLES[3]]]


def test_more_is_said_only_when_more_follows(titled: Store) -> None:
    """This test ensures that the last page knows that it is the last."""
    with titled.reading() as session:
        assert [task_page(session, TaskFilter(year=YEAR), Page(size=size))[1] for size in (3, 4, 5)] == [
            True,
            False,
            False,
        ]


def test_the_index_follows_a_changed_and_a_deleted_title(titled: Store) -> None:
    """This test ensures that what a title no longer says is no longer found, and what it says now is."""
    with changing(titled) as session:
        session.scalars(select(Task).order_by(Task.id)).first().title = "Trồng rừng gỗ lớn"  # type: ignore[union-attr]
    assert found(titled, "du lich") == []
    assert found(titled, "rung go") == ["Trồng rừng gỗ lớn"]
    with changing(titled) as session:
        for task in session.scalars(select(Task).where(Task.title == "Trồng rừng gỗ lớn")):
            session.delete(task)
    assert found(titled, "rung go") == []


def test_a_list_is_narrowed_in_every_way(filled: Store) -> None:
    """This test ensures that person, unit, group and state narrow the list, and what fits nobody finds nothing."""
    everything = found(filled, "")
    assert len(everything) == 3
    assert len(found(filled, "", person="nong van")) == 2
    assert len(found(filled, "", person="cb-002")) == 1
    assert len(found(filled, "", unit="phòng thí dụ")) == 1
    assert len(found(filled, "", group="khối XÃ")) == 2
    assert len(found(filled, "", state="approved")) == 3
    assert found(filled, "", state="assigned") == []
    assert found(filled, "", person="không ai") == []
    assert found(filled, "", theme="chủ đề khác") == []


NARROWED = (
    {},
    {"words": "tam"},
    {"words": "tám"},
    {"person": "nong van"},
    {"unit": "phòng thí dụ"},
    {"group": "khối XÃ"},
)


def test_a_look_at_the_first_tasks_gives_the_same_pages(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that pages filled from the first tasks, however few, are those that all tasks give."""
    enter(filled, [replace(FIRST, title=f"{TITLES[number % 4]} {number}") for number in range(9)])
    for narrowed in NARROWED:
        wanted = {"words": "", **narrowed}
        whole = found(filled, page=Page(), **wanted)
        assert whole
        for head, few in itertools.product((1, 3, 8), (0, 100)):
            monkeypatch.setattr(task_pages, "_HEAD", head)
            monkeypatch.setattr(task_pages, "_LONGEST_HEAD", 3 * head)
            monkeypatch.setattr(task_pages, "_FEW_POSTS", few)
            pages = [found(filled, page=Page(number=number, size=3), **wanted) for number in range(1, 6)]
            assert [title for page in pages for title in page] == whole, (narrowed, head, few)
