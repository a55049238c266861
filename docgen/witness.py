"""Where the journal ended after each commit, noted in the office folder, outside the database.

Knows the file `journal.head`: a line per commit with number and hash of the last entry and its moment, only ever added
to. A line is written after its commit, so the file may lag behind the database (a command was killed in between) and
is never ahead of it, unless the end of the journal was cut off: that is what it is there to show. Whoever can change
both database and folder can change both; the head that a person keeps elsewhere shows that too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError, ExitCode
from docgen.media.durable import append_durably, rename_durably, write_durably
from docgen.messages import tr
from docgen.messages.causes import cause_of
from registry.store.journal import Head, KeptHead

FILE = "journal.head"
LOG = logging.getLogger(__name__)
_LINE = re.compile(r"([1-9]\d*) ([0-9a-f]{64}) (\S+)")
_TORN = re.compile(r"[1-9]\d*( [0-9a-f]{0,63}| [0-9a-f]{64} ?)?")  # a power cut in the middle of a line


class WitnessDamaged(DocgenError):
    """A line of the witness file says nothing any more."""

    exit_code = ExitCode.DAMAGED


@dataclass(frozen=True)
class Witness:
    """The file of one office; it begins with the first commit."""

    path: Path

    def note(self, head: Head | None, at: str) -> None:
        """Add where the journal ends now, nothing for None.

        What cannot be noted is told and stops nothing: the commit is done.
        """
        if head is None:
            return
        try:
            append_durably(self.path, f"{head.sequence} {head.hash} {at}\n".encode())
        except OSError as error:
            LOG.warning(tr("Đã ghi sổ nhưng chưa ghi thêm được vào {cause}", cause=cause_of(error)))

    def begin_again(self, heads: Sequence[KeptHead]) -> None:
        """A registry was made again and its journal ends earlier: begin a new file with `heads`, keep the old one.

        The old file stays beside the new one under a free name: it tells what was lost.
        """
        number = 1
        while (old := self.path.with_name(f"{self.path.name}.cu-{number}")).exists():
            number += 1
        new = self.path.with_name(f"{self.path.name}.moi")
        write_durably(new, "".join(f"{head.sequence} {head.hash} {head.at}\n" for head in heads).encode())
        rename_durably(self.path, old)
        rename_durably(new, self.path)

    def heads(self) -> tuple[KeptHead, ...]:
        """Every head noted, in the order of the file; none when the office has not written anything yet.

        Raises WitnessDamaged for a line that nobody wrote.
        """
        if not self.path.is_file():
            return ()
        lines = enumerate(self.path.read_text("utf-8", errors="replace").split("\n"), start=1)
        heads = (_head(self.path, number, line) for number, line in lines if line)
        return tuple(head for head in heads if head)


def _head(path: Path, number: int, line: str) -> KeptHead | None:
    found = _LINE.fullmatch(line)
    if found is None:
        if _TORN.fullmatch(line):
            return None
        raise WitnessDamaged(
            tr("Dòng {number} của {path} không đọc được.", number=number, path=path),
            advice=tr("Khôi phục tệp này từ bản sao lưu; không sửa tay."),
        )
    return KeptHead(hash=found[2], sequence=int(found[1]), place=FILE, at=found[3])
