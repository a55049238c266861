"""The server: reached patiently or told what is wrong, text in the order of its bytes, writers one after another."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from registry.errors import StoreMissing
from registry.labels import AssigneeKind
from registry.model import Base, Body, Person
from registry.store import Store, open_store
from registry.store.engine import make_engine
from registry.vietnamese import fold, sort_key
from tests.support.postgres import Server, serving
from tests.support.registry_builder import changing, enter, register_at

pytestmark = pytest.mark.postgresql
NAMES = (
    "Nông Văn Thử",
    "Bế Thị Nháp",
    "Đặng Đình Đức",
    "Dương Ðức Dũng",
    "Lý A Páo",
    "Lý Á Páo",
    "Lò Văn Ân",
    "Lò Văn An",
    "Lò Văn Ăn",
    "Hoàng Hòa",
    "Hoàng Hoà",
    "H'Hen Niê",
    "K’Brêu",
    "Trần-Lê Mỹ",
    "O'Brien",
    "Ni",
)
WORDS = ("Nguyễn", "Ngô", "Ông", "Đỗ", "Do", "Ýên", "ưu", "Ơ", "_", "-", "Ứng", "Zơ Râm", "Çelik", "ß", "01")


@pytest.fixture(scope="module")
def fitful() -> Iterator[Server]:
    """A server that is stopped and started."""
    with serving() as server:
        yield server


@pytest.fixture
def own_address(postgres: Server) -> Iterator[str]:
    """The address of an empty database of one's own."""
    yield postgres.new_database("own")
    postgres.run('DROP DATABASE "own" WITH (FORCE)')


def test_an_address_as_people_write_it_is_enough(own_address: str) -> None:
    """this test ensures that postgresql:// and postgres:// reach the server, and that nothing else is tried."""
    for address in (
        own_address,
        own_address.replace("postgresql://", "postgres://"),
        own_address.replace("sql://", "sql+psycopg://"),
    ):
        store = open_store(address)
        assert store.engine.url.drivername == "postgresql+psycopg"
        store.close()


@pytest.mark.parametrize("url", ["mysql://x@y/z", "oracle://x", "tệp nào đó", "postgresql"])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    """this test ensures that an address nobody here can reach is told with an example of a right one."""
    with pytest.raises(StoreMissing) as caught:
        make_engine(url)
    assert "postgresql://" in caught.value.advice


def test_a_missing_driver_is_told() -> None:
    """this test ensures that without psycopg the message names what to install."""
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from registry.errors import StoreMissing\n"
        "from registry.store.engine import make_engine\n"
        "try: make_engine('postgresql://x@y/z')\n"
        "except StoreMissing as error: print(error.message, error.advice)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert "psycopg" in done.stdout and "pip install" in done.stdout


def test_a_database_that_is_not_there_is_told_at_once(postgres: Server) -> None:
    """this test ensures that a server that refuses us is not waited for; its own words name the database."""
    with pytest.raises(StoreMissing, match="khong-co") as caught:
        open_store(postgres.url("khong-co"))
    assert "database.url" in caught.value.advice


def test_a_server_that_is_away_is_waited_for_a_while(fitful: Server) -> None:
    """this test ensures that a server that stays away is told after the patience of its address."""
    url = fitful.new_database("doi")
    fitful.stop()
    try:
        with pytest.raises(StoreMissing, match="Không kết nối được"):
            open_store(f"{url}?connect_timeout=1")
    finally:
        fitful.start()


def test_a_server_that_comes_back_is_found(fitful: Server, caplog: pytest.LogCaptureFixture) -> None:
    """this test ensures that a command begun while the server restarts waits, says so once, and succeeds."""
    url = fitful.new_database("ve-lai")
    store = open_store(url)
    enter(store)
    fitful.stop("QUIT")
    back = threading.Timer(1, fitful.start)
    back.start()
    assert enter(store).is_empty
    back.join()
    store.close()
    assert len([line for line in caplog.messages if "đang thử lại" in line]) == 1


def test_a_database_without_vietnamese_letters_is_refused(postgres: Server) -> None:
    """this test ensures that a database of another encoding is refused before anything is written, with advice."""
    postgres.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StoreMissing, match="LATIN1") as caught:
        open_store(postgres.url("latin"))
    assert "UTF8" in caught.value.advice
    postgres.run("DROP DATABASE latin")


def test_every_text_is_kept_in_the_order_of_its_bytes(postgresql_store: Store) -> None:
    """this test ensures that no text column of ours follows the language of the server."""
    query = text(
        "SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type IN ('character varying', 'text')"
    )
    with postgresql_store.engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(query) if row.table_name in Base.metadata.tables]
    assert len(found) > 30
    assert [row for row in found if row[2:] != ("text", "C")] == []


def _people(names: list[str]) -> list[Person]:
    return [
        Person(
            code=f"CB-{n:03d}",
            kind=AssigneeKind.PERSON.value,
            full_name=name,
            folded=fold(name),
            sort_key=sort_key(name),
            sort_name="",
            address="",
            rank="",
        )
        for n, name in enumerate(names)
    ]


def _ordered(store: Store, names: list[str]) -> list[str]:
    with store.reading() as session:
        session.add_all(_people(names))
        session.flush()
        return list(session.scalars(select(Person.full_name).order_by(Person.sort_key, Person.full_name)))


@given(names=st.lists(st.sampled_from([*NAMES, *WORDS]) | st.text(max_size=12), unique=True, max_size=30))
@settings(max_examples=25, deadline=None)
def test_names_are_ordered_alike_everywhere(names: list[str], both: tuple[Store, Store]) -> None:
    """this test ensures that SQLite, PostgreSQL and Python put the same names in the same order."""
    kept = [name for name in names if storable(name)]
    wanted = sorted(kept, key=lambda name: (sort_key(name), name.encode()))
    assert [_ordered(store, kept) for store in both] == [wanted, wanted]


def storable(name: str) -> bool:
    """Text both databases can hold."""
    return "\0" not in name and not any("\ud800" <= letter <= "\udfff" for letter in name)


@pytest.fixture(scope="module")
def both(served_register: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A register in a file and one on a server."""
    in_file = register_at(tmp_path_factory.mktemp("both") / "registry.db")
    yield in_file, served_register
    in_file.close()


def test_the_servers_own_order_is_another(postgresql_store: Store) -> None:
    """this test ensures that the order left to this server differs, so that the test before can fail (broken twin)."""
    names = [*NAMES, *WORDS]
    random.Random(1).shuffle(names)
    with postgresql_store.reading() as session:
        session.add_all(_people(names))
        session.flush()
        ours = session.scalars(text("SELECT full_name FROM person ORDER BY full_name")).all()
        theirs = session.scalars(text('SELECT full_name FROM person ORDER BY full_name COLLATE "default"')).all()
    assert ours == sorted(names, key=str.encode)
    assert theirs != ours


@pytest.mark.parametrize("collation", ["C", "default", "en-x-icu", "vi-x-icu", "da-x-icu"])
def test_sort_keys_need_no_collation(collation: str, postgresql_store: Store) -> None:
    """This test ensures that no language's own order (skipped signs, digraphs, cases) changes that of the sort keys."""
    names = [*NAMES, *WORDS]
    with postgresql_store.reading() as session:
        session.add_all(_people(names))
        session.flush()
        keys = session.scalars(text(f'SELECT sort_key FROM person ORDER BY sort_key COLLATE "{collation}"')).all()
    assert keys == sorted(map(sort_key, names))


def test_long_words_are_kept_on_both(store: Store) -> None:
    """this test ensures that no database is stricter about the length of a text than the other."""
    with changing(store) as session:
        session.add(Body(code="DV-" + "x" * 200, system="s" * 5000, level=""))
    with store.reading() as session:
        assert len(session.scalars(select(Body.system)).one()) == 5000
