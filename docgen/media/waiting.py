"""Files that wait for their place: written out of sight while other work goes on, then put under their names together.

Knows that writing a small file is waiting for the file system, which a thread can do while this process goes on with
its own work. What a killed command left behind is removed as every scratch folder is. Does not know what is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from docgen.media.durable import flush_disk, fsync_folder, move_durably, write_quickly
from docgen.media.scratch import scratch_folder


class WaitingFiles:
    """Files for one folder; none of them is seen there before `take_places`."""

    def __init__(self, folder: Path, room: Path) -> None:
        self._folder, self._room = folder, room
        self._names: dict[str, None] = {}
        self._queue: SimpleQueue[tuple[str, bytes] | None] = SimpleQueue()
        self._failure: OSError | None = None
        self._writer = Thread(target=self._write)

    def add(self, name: str, data: bytes) -> None:
        """Begin to write a file; of two with one name the later one counts."""
        if not self._names:
            self._writer.start()
        self._names[name] = None
        self._queue.put((name, data))

    def take_places(self) -> None:
        """Flush all files once, then put each under its name in the folder; OSError of the first that failed."""
        if not self._names:
            return
        self.end()
        if self._failure is not None:
            raise self._failure
        flush_disk(self._room)
        _put_all(self._names, self._room, self._folder)
        fsync_folder(self._folder)

    def end(self) -> None:
        """Let what is being written come to its end."""
        if self._writer.is_alive():
            self._queue.put(None)
            self._writer.join()

    def _write(self) -> None:
        while (file := self._queue.get()) is not None:
            try:
                if self._failure is None:
                    write_quickly(f"{self._room}{os.sep}{file[0]}", file[1])
            except OSError as error:
                self._failure = error


def _put_all(names: dict[str, None], room: Path, folder: Path) -> None:
    if room.stat().st_dev != folder.stat().st_dev:
        for name in names:
            move_durably(room / name, folder / name)
        return
    for name in names:
        os.replace(f"{room}{os.sep}{name}", f"{folder}{os.sep}{name}")  # noqa: PTH105 (a Path costs half of a rename)


@contextmanager
def waiting_files(folder: Path, room_in: Path) -> Iterator[WaitingFiles]:
    """Files for `folder`, written in a scratch folder in `room_in` (same disk); what has no place goes."""
    with scratch_folder(room_in) as room:
        files = WaitingFiles(folder, room)
        try:
            yield files
        finally:
            files.end()
