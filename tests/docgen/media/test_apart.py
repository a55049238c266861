"""Work done apart."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
import warnings
from concurrent.futures import CancelledError
from functools import partial
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.media.apart import HelperLost, Helpers, Limits, Shared
from docgen.messages import choose_language, tr

SHORT = Limits(cpu_seconds=1, wall_seconds=3.0, memory_bytes=1 << 30)


def die() -> None:
    """Killed from outside, as by a system short of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def burn() -> None:
    """A loop without end."""
    while True:
        pass


def swell() -> int:
    """More memory than there may be."""
    return len(bytearray(2 << 30))


def refuse() -> None:
    """A problem somebody foresaw."""
    raise UnsafeFile("hỏng", advice="quét lại")


def stumble() -> None:
    """A problem nobody foresaw."""
    raise RecursionError


def miss() -> None:
    """A problem of the disk."""
    Path("/không/có").read_bytes()


def call() -> None:
    """A file that wants to tell somebody."""
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def wait() -> None:
    """Waits for nothing, without using the processor."""
    time.sleep(60)


def grumble() -> None:
    """A library that logs whose certificate it doubts."""
    logging.getLogger("pyhanko").warning("Common Name: Lý Văn Mẫu")
    warnings.warn("Common Name: Lý Văn Mẫu", stacklevel=1)


@pytest.mark.slow
@pytest.mark.parametrize("work", [die, burn, swell, stumble, wait])
def test_requirement_49_a_lost_helper_is_replaced(work: object) -> None:
    """this test ensures that death, endless work, too much memory, the unforeseen cost one answer only."""
    with Helpers(1, SHORT) as helpers:
        with pytest.raises(HelperLost):
            helpers.run(work)  # type: ignore[arg-type]  # any of the works
        assert helpers.run(os.path.basename, "a/b") == "b"


def test_a_helper_is_used_again_and_ended() -> None:
    """this test ensures that one process does all the work, another one than ours, and is gone afterwards."""
    with Helpers(1) as helpers:
        first, second = helpers.run(os.getpid), helpers.run(os.getpid)
    assert first == second != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_foreseen_errors_come_back_as_they_were() -> None:
    """this test ensures that a refusal keeps its advice and a failure of the disk its kind: neither is a poison."""
    with Helpers(1) as helpers:
        with pytest.raises(UnsafeFile) as refused:
            helpers.run(refuse)
        with pytest.raises(FileNotFoundError):
            helpers.run(miss)
    assert refused.value.advice == "quét lại"


def test_requirement_51_a_helper_opens_no_connection() -> None:
    """this test ensures that a reader of received files cannot reach the network; here, unprotected, it tries."""
    with Helpers(1) as helpers, pytest.raises(PermissionError, match=r"socket\."):
        helpers.run(call)
    with pytest.raises(ConnectionRefusedError):
        Helpers(0).run(call)


def test_requirement_54_a_helper_logs_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """this test ensures that what libraries say of a stranger's file, the names in it too, reaches no screen or log."""
    with Helpers(1) as helpers:
        helpers.run(grumble)
    assert capfd.readouterr().err == ""


def speak() -> str:
    """A sentence for people."""
    return tr("cần quá nhiều bộ nhớ")


def test_helpers_and_threads_speak_the_language_asked_for() -> None:
    """this test ensures that what is said apart and ahead is said in the language of this process at that moment."""
    with Helpers(1) as helpers:
        assert helpers.run(speak) == "cần quá nhiều bộ nhớ"
        choose_language("en")
        try:
            english = tr("cần quá nhiều bộ nhớ")
            said = [helpers.run(speak), helpers.ahead(speak)(), *helpers.run_all(speak, [()])]
        finally:
            choose_language("vi")
    assert said == [english] * 3 != ["cần quá nhiều bộ nhớ"] * 3


def held(value: dict[str, object]) -> int:
    """Which object a helper was given."""
    return id(value)


def test_a_shared_value_is_handed_over_once() -> None:
    """this test ensures that a helper keeps what many works need, a new one is given it too, and without any it is
    given as it is.
    """
    shared, other = Shared({"a": 1}), Shared({"a": 1})
    with Helpers(1, SHORT) as helpers:
        first, again = helpers.run(held, shared), helpers.run(held, shared)
        assert first == again != helpers.run(held, other)
        with pytest.raises(HelperLost):
            helpers.run(die)
        assert helpers.run(len, shared) == 1
    assert Helpers(0).run(held, shared) == id(shared.value)


def test_work_that_was_begun_ahead_ends_with_its_helpers() -> None:
    """this test ensures that work goes on while nobody waits for it, gives its answer or its error, and is not waited
    for when nobody wants it any more; without helpers it is done once, when it is asked for.
    """
    start = time.monotonic()
    with Helpers(1) as helpers:
        asked = [helpers.ahead(partial(helpers.run, work)) for work in (os.getpid, refuse, wait, os.getpid)]
        assert asked[0]() == asked[0]() != os.getpid()
        with pytest.raises(UnsafeFile):
            asked[1]()
    with pytest.raises(HelperLost):
        asked[2]()
    with pytest.raises(CancelledError):
        asked[3]()
    assert time.monotonic() - start < 30
    done: list[int] = []
    later = Helpers(0).ahead(lambda: done.append(1))
    assert done == []
    assert later() is later() is None
    assert done == [1]


def test_answers_of_many_works_all_come() -> None:
    """this test ensures that two helpers and none give the same answers, and an error among them ends the rest."""
    works = [(number,) for number in range(20)]
    with Helpers(2) as helpers:
        assert sorted(helpers.run_all(abs, works)) == sorted(Helpers(0).run_all(abs, works)) == list(range(20))
        with pytest.raises(HelperLost):
            list(helpers.run_all(abs, [("a",), *works]))
