"""How a command ends when it cannot even say why."""

from __future__ import annotations

import errno
import io
import sys

import pytest

from docgen.cli.door import guarded
from docgen.errors import DocgenError


class Broken(io.StringIO):
    """A stream to a terminal that is gone."""

    def write(self, _text: str, /) -> int:
        """Nothing can be written."""
        raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    "error", [DocgenError("không làm được", advice="làm lại"), OSError(errno.EIO, "hỏng"), KeyError()]
)
def test_what_cannot_be_told_still_gives_its_exit_code(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a broken terminal makes no program error of a failure that was understood."""

    @guarded
    def command() -> None:
        raise error

    monkeypatch.setattr(sys, "stderr", Broken())
    with pytest.raises(SystemExit) as ended:
        command()
    assert ended.value.code not in (0, None)
