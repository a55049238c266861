"""The command-line library's own words (Usage, Options, Missing argument, …) in Vietnamese.

Knows the words and how gettext finds them; does not know the library. It speaks through gettext, and gettext reads
compiled catalogues only, so what it reads lies beside this module in `locale/` and is made from the words below by
`python -m docgen.messages.command_words`. Nothing is changed by importing this: `speak` belongs to the start of the
program, for gettext and its LANGUAGE variable belong to the whole process.
"""

from __future__ import annotations

import gettext
import os
import struct
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "command_words"
LOCALE = Path(__file__).with_name("locale")
COMPILED = LOCALE / "vi" / "LC_MESSAGES" / f"{DOMAIN}.mo"
MAGIC = 0x950412DE  # of a little-endian .mo file, GNU gettext manual, “The Format of GNU MO Files”
HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: vi\nPlural-Forms: nplurals=1; plural=0;\n"

WORDS: dict[str, str] = {
    # help pages
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Positional arguments": "Tham số",
    "Show this message and exit.": "Hiện hướng dẫn này rồi dừng.",
    "Show the version and exit.": "Hiện phiên bản rồi dừng.",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    # errors
    "Aborted!": "Đã dừng.",
    "Error: {message}": "LỖI: {message}",
    "Try '{command} {option}' for help.": "Gõ “{command} {option}” để xem hướng dẫn.",
    "Missing command.": "Thiếu lệnh.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Invalid value: {message}": "Giá trị không dùng được: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không dùng được: {message}",
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename!r}: {message}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} không có.",
    "{name} {filename!r} is a file.": "{name} {filename!r} lại là tệp.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} lại là thư mục.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} không đọc được.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} không ghi được.",
}
COUNTED: dict[tuple[str, str], str] = {
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"): "Có phải là: {possibilities}?",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."): "{value!r} không thuộc: {choices}.",
    (
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
    ): "{value!r} không viết theo dạng: {formats}.",
    (
        "Option {name!r} requires an argument.",
        "Option {name!r} requires {nargs} arguments.",
    ): "Tùy chọn {name!r} thiếu giá trị (cần {nargs}).",
    (
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
    ): "Thừa tham số ({args}).",
}
"""English for one and for many -> Vietnamese, which does not count."""


def speak(language: str) -> None:
    """From now on this process finds the words in `language`, "vi" or "en"; call it before they are first asked for."""
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def compiled(words: Mapping[str, str], counted: Mapping[tuple[str, str], str]) -> bytes:
    """The .mo file of the words: a header, a table of originals, a table of translations, the texts."""
    entries = {"": HEADER, **words, **{f"{one}\0{many}": told for (one, many), told in counted.items()}}
    pairs = sorted((original.encode(), told.encode()) for original, told in entries.items())
    texts = [original for original, _ in pairs] + [told for _, told in pairs]
    first, table = 28, 8 * len(pairs)
    offset, places = first + 2 * table, b""
    for text in texts:
        places += struct.pack("<II", len(text), offset)
        offset += len(text) + 1
    head = struct.pack("<7I", MAGIC, 0, len(pairs), first, first + table, 0, first + 2 * table)
    return head + places + b"".join(text + b"\0" for text in texts)


if __name__ == "__main__":
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_bytes(compiled(WORDS, COUNTED))
