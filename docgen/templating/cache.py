"""Compiled templates kept by the digest of their bytes.

Knows that equal bytes compile to the same thing; does not watch files: a changed template has another digest.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from pathlib import Path

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.deflate import Deflater


class TemplateCache:
    """At most `capacity` compiled templates; the one longest unused goes first."""

    def __init__(self, *, capacity: int = 64, deflate: Deflater | None = None) -> None:
        self._capacity = capacity
        self._deflate = deflate
        self._kept: OrderedDict[str, CompiledTemplate] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, path: Path) -> CompiledTemplate:
        """The compiled template of the file at `path`, compiled now if its bytes are new."""
        try:
            data = path.read_bytes()
        except OSError as cause:
            raise TemplateError(
                tr("Không mở được mẫu {name}.", name=str(path)),
                advice=tr("Kiểm tra đường dẫn và quyền đọc tệp mẫu."),
            ) from cause
        return self.get_bytes(data, name=path.name)

    def get_bytes(self, data: bytes, *, name: str) -> CompiledTemplate:
        """The compiled template of `data`; `name` is used in messages when it is compiled now."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._kept:
            self._kept[digest] = compile_template(data, name=name, deflate=self._deflate)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        self._kept.move_to_end(digest)
        return self._kept[digest]
