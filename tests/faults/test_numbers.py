"""Nhiều máy cấp số một sổ cùng lúc, máy tắt ngang, máy chủ khởi động lại: không hở số, không trùng số.

Many processes on one register: no gap, no duplicate, and a number once shown is never given again.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registry.store import Store, open_store
from tests.faults.numbering import Crowd, finish
from tests.support.postgres import DURABLE, Server, serving
from tests.support.registry_builder import register_at, url_of

PROCESSES = 8
STATEMENTS = 20  # of numbering one paper, about; a fuse may burn anywhere among them
LONG = pytest.mark.faults
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty register in a file, or on a server."""
    if request.param == "sqlite":
        opened = register_at(tmp_path / "registry.db")
    else:
        server: Server = request.getfixturevalue("postgres")
        opened = open_store(server.new_database(tmp_path.name))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def durable() -> Iterator[Server]:
    """A server that writes to disk what it has promised."""
    with serving(DURABLE) as server:
        yield server


@pytest.mark.parametrize("each", [12, pytest.param(500, marks=LONG)])
def test_many_processes_leave_no_gap(store: Store, tmp_path: Path, each: int) -> None:
    """This test ensures that eight processes numbering one register give 1 to the last once, each to one paper."""
    crowd = Crowd(store, tmp_path, processes=PROCESSES, each=each)
    begun = time.monotonic()
    running = crowd.start(url_of(store), [None] * PROCESSES)
    assert finish(running) == [0] * PROCESSES
    seconds = time.monotonic() - begun
    crowd.require_all()
    print(f"{store.engine.dialect.name}: {crowd.papers} numbers in {seconds:.1f} s, no gap, no duplicate")


@pytest.mark.parametrize(("processes", "each", "rounds"), [(4, 6, 1), pytest.param(PROCESSES, 100, 10, marks=LONG)])
def test_a_process_that_dies_takes_no_number_with_it(
    store: Store, tmp_path: Path, processes: int, each: int, rounds: int
) -> None:
    """This test ensures that death at any statement, or before a commit, leaves no gap and gives nothing twice."""
    chance = random.Random(f"{store.engine.dialect.name} {each}")
    crowd = Crowd(store, tmp_path, processes=processes, each=each)
    died = 0
    for _ in range(rounds):
        fuses = [chance.randrange(1, STATEMENTS * each) for _ in range(processes)]
        codes = finish(crowd.start(url_of(store), fuses))
        assert set(codes) <= {0, -signal.SIGKILL}
        died += codes.count(-signal.SIGKILL)
        crowd.require_no_gap()
    assert died > 0
    assert finish(crowd.start(url_of(store), [None] * processes)) == [0] * processes
    crowd.require_all()
    print(f"{store.engine.dialect.name}: {crowd.papers} numbers, {died} processes died, no gap, no duplicate")


@pytest.mark.postgresql
@pytest.mark.parametrize(("restarts", "each"), [(2, 10), pytest.param(20, 150, marks=LONG)])
def test_a_server_that_restarts_loses_no_number(durable: Server, tmp_path: Path, restarts: int, each: int) -> None:
    """This test ensures that processes go on by themselves when their server is thrown down and comes back."""
    url = durable.new_database(tmp_path.name)
    store = open_store(url)
    crowd = Crowd(store, tmp_path, processes=4, each=each)
    running = crowd.start(url, [None] * 4)
    for restart in range(restarts):
        wait_until(lambda part=restart: len(crowd.shown()) > crowd.papers * part // restarts)
        durable.stop("QUIT")
        durable.start()
    assert finish(running) == [0] * 4
    crowd.require_all()
    store.close()
    print(f"postgresql: {crowd.papers} numbers over {restarts} restarts, none lost, none doubled")


@pytest.mark.postgresql
@pytest.mark.parametrize("cuts", [5, pytest.param(200, marks=LONG)])
def test_connections_that_are_cut_lose_no_number(durable: Server, tmp_path: Path, cuts: int) -> None:
    """This test ensures that processes go on by themselves when the server ends their connections at any moment."""
    url = durable.new_database(tmp_path.name)
    store = open_store(url)
    crowd = Crowd(store, tmp_path, processes=4, each=cuts)
    running = crowd.start(url, [None] * 4)
    ours = f"FROM pg_stat_activity WHERE datname = '{tmp_path.name}' AND pid <> pg_backend_pid()"
    cut = 0
    for seen in range(2 * cuts):
        wait_until(lambda seen=seen: len(crowd.shown()) > seen)
        cut += len(durable.run(f"SELECT pg_terminate_backend(pid) {ours} ORDER BY random() LIMIT 1"))
    assert finish(running) == [0] * 4
    crowd.require_all()
    assert cut > 0
    store.close()
    print(f"postgresql: {crowd.papers} numbers, {cut} connections cut, none lost, none doubled")


def wait_until(happened: Callable[[], bool]) -> None:
    """Look again and again until something has happened in another process."""
    while not happened():
        time.sleep(0.01)
