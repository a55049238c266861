"""Keys given in bulk are those the database itself would give."""

from __future__ import annotations

from sqlalchemy import select

from registry.model import Body
from registry.store import Store
from tests.support.registry_builder import changing


def _add(store: Store, codes: list[str]) -> list[int]:
    with changing(store) as session:
        bodies = [Body(code=code, system="", level="") for code in codes]
        session.add_all(bodies)
        session.flush()
        return [body.id for body in bodies]


def test_keys_count_on(store: Store) -> None:
    """This test ensures that rows added one by one and in bulk have keys in one unbroken order."""
    given = _add(store, ["A"]) + _add(store, ["B", "C", "D"]) + _add(store, ["E"]) + _add(store, ["F", "G"])
    assert given == sorted(set(given))
    with store.reading() as session:
        held = session.execute(select(Body.code, Body.id).order_by(Body.id)).all()
    assert [tuple(row) for row in held] == list(zip("ABCDEFG", given, strict=True))


def test_a_bulk_that_fails_leaves_its_keys_free(store: Store) -> None:
    """This test ensures that keys of a unit of work that was thrown away are given again."""
    first = _add(store, ["A", "B"])
    try:
        with changing(store) as session:
            session.add_all([Body(code="C", system="", level=""), Body(code="D", system="", level="")])
            session.flush()
            raise RuntimeError("stop")
    except RuntimeError:
        pass
    later = _add(store, ["E", "F"])
    assert later[0] > first[-1]
    with store.reading() as session:
        assert session.scalars(select(Body.code).order_by(Body.id)).all() == ["A", "B", "E", "F"]
