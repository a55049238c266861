"""What a PostgreSQL server refuses is told in words a clerk knows, by its code; nothing of the unit remains."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry.errors import Conflict, RegistryError, StoreDamaged, StoreMissing, StoreUnavailable
from registry.model import Body, Task
from registry.store import Store
from registry.store.causes import translated
from registry.store.tasks import find_task
from tests.support.postgres import Server
from tests.support.registry_builder import changing, enter

pytestmark = pytest.mark.postgresql
CODES = {
    "25006": (StoreUnavailable, "chỉ cho đọc"),
    "42501": (StoreUnavailable, "không có quyền ghi"),
    "53100": (StoreUnavailable, "không còn chỗ trên ổ đĩa"),
    "53300": (StoreUnavailable, "quá nhiều người"),
    "55P03": (StoreUnavailable, "lệnh khác đang giữ"),
    "57014": (StoreUnavailable, "chạy quá lâu"),
    "58030": (StoreUnavailable, "ổ đĩa của máy chủ"),
    "XX001": (StoreDamaged, "khôi phục từ bản sao lưu"),
    "40001": (Conflict, "lệnh khác thay đổi"),
    "40P01": (Conflict, "lệnh khác thay đổi"),
    "23505": (Conflict, "lệnh khác thay đổi"),
    "P0001": (StoreUnavailable, "lạ lùng"),
}


def refuse(session: Session, code: str) -> None:
    """Let the server itself refuse with a code."""
    session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'lạ lùng' USING ERRCODE = '{code}'; END $$"))


def bodies(store: Store) -> int:
    """How many bodies the register holds."""
    with store.reading() as session:
        return session.query(Body).count()


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_words_and_leaves_nothing(postgresql_store: Store, code: str) -> None:
    """this test ensures that a refusal of each kind is the right exception with words and advice, nothing written."""
    kind, words = CODES[code]
    with pytest.raises(RegistryError) as caught, changing(postgresql_store) as session:
        session.add(Body(code="DV-900", system="", level=""))
        session.flush()
        refuse(session, code)
    assert type(caught.value) is kind
    assert words in caught.value.message
    assert caught.value.advice
    assert bodies(postgresql_store) == 0


def test_words_come_from_the_code_alone(postgresql_store: Store) -> None:
    """this test ensures that a sentence that sounds like another refusal does not change the verdict (broken twin)."""
    with pytest.raises(StoreUnavailable) as caught, changing(postgresql_store) as session:
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION 'disk full, deadlock' USING ERRCODE = '42501'; END $$"))
    assert "không có quyền ghi" in caught.value.message


def test_a_statement_that_runs_too_long_is_told(postgresql_store: Store) -> None:
    """this test ensures that the server's own time limit ends a command with words."""
    with pytest.raises(StoreUnavailable, match="chạy quá lâu"), changing(postgresql_store) as session:
        session.execute(text("SET LOCAL statement_timeout = 20"))
        session.execute(text("SELECT pg_sleep(20)"))


def test_a_server_that_only_reads_is_told(postgresql_store: Store) -> None:
    """this test ensures that a read-only server refuses a change with words."""
    with pytest.raises(StoreUnavailable, match="chỉ cho đọc"), changing(postgresql_store) as session:
        session.execute(text("SET TRANSACTION READ ONLY"))
        session.add(Body(code="DV-900", system="", level=""))


def test_a_cut_connection_is_told_and_the_next_unit_goes_on(postgresql_store: Store) -> None:
    """this test ensures that a terminated backend ends its unit with words, and the next one connects by itself."""
    with pytest.raises(StoreUnavailable, match="bị ngắt giữa chừng"), changing(postgresql_store) as session:
        session.add(Body(code="DV-900", system="", level=""))
        session.flush()
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert bodies(postgresql_store) == 0
    assert len(enter(postgresql_store).added) == 3


def test_a_connection_cut_between_two_units_is_not_noticed(postgresql_store: Store, postgres: Server) -> None:
    """this test ensures that a connection that died in the pool is replaced without a word."""
    enter(postgresql_store)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'registry'"
    assert postgres.run(others) != []
    with changing(postgresql_store) as session:
        find_task(session, "NV-2021-001").note = "vẫn ghi được"


def test_a_row_changed_since_the_look_is_a_conflict(postgresql_store: Store) -> None:
    """this test ensures that a look holds one state, and that changing what moved since is a conflict."""
    enter(postgresql_store)
    with pytest.raises(Conflict), postgresql_store.reading() as session:
        seen = find_task(session, "NV-2021-001")
        with changing(postgresql_store) as other:
            find_task(other, "NV-2021-001").note = "mới"
        session.expire_all()
        assert seen.note == ""
        seen.note = "cũ"
        session.flush()


def test_a_locked_row_is_waited_for_in_vain(postgresql_store: Store) -> None:
    """this test ensures that a row somebody outside holds is told as held, not as a trace."""
    enter(postgresql_store)
    with postgresql_store.engine.connect().execution_options(is_reader=True) as outsider:
        outsider.execute(text("SELECT id FROM task FOR UPDATE"))
        with pytest.raises(StoreUnavailable, match="lệnh khác đang giữ"), changing(postgresql_store) as session:
            session.execute(text("SET LOCAL lock_timeout = 20"))
            session.get(Task, 1, with_for_update=True)


def test_what_the_driver_itself_refuses_is_told_as_it_is(postgresql_store: Store) -> None:
    """this test ensures that a text no server can hold is not dressed as a lost connection."""
    with pytest.raises(StoreUnavailable, match="NUL"), changing(postgresql_store) as session:
        session.add(Body(code="DV-900", system="\0", level=""))


def test_what_is_not_the_databases_passes_through() -> None:
    """this test ensures that other exceptions are not dressed as trouble with the database."""
    with pytest.raises(ZeroDivisionError), translated():
        raise ZeroDivisionError


def test_an_unknown_server_is_missing(postgresql_store: Store) -> None:
    """this test ensures that StoreMissing is a trouble of the store too, for callers that go on without it."""
    assert issubclass(StoreMissing, StoreUnavailable) and not issubclass(StoreMissing, DBAPIError)
