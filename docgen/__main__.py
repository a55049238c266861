"""Start-up: checks that both packages are ours, then hands over to the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

import docgen
import registry
from docgen.memory import collect_rarely
from docgen.messages import command_words, language_for

PROJECT = "docgen-giao-viec"


def asked_language(words: Sequence[str]) -> str | None:
    """What --lang asks for, read before the command line is, because its own errors are told too; None without it."""
    for word, following in pairwise([*words, ""]):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def main() -> None:
    """Run the command line."""
    for package in (docgen, registry):
        if getattr(package, "__project__", "") != PROJECT:
            where = getattr(package, "__file__", "?")
            sys.exit(
                f"LỖI: gói “{package.__name__}” tại {where} không phải của chương trình này.\n"
                "Cần làm: cài docgen-giao-viec trong một môi trường Python riêng."
            )
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    command_words.speak(language_for(asked_language(sys.argv[1:]), os.environ.get("LANG", "")))
    collect_rarely()  # while modules are loaded, too: that is most of a short command
    from docgen.cli.main import cli

    collect_rarely()
    cli(prog_name="docgen")


if __name__ == "__main__":
    main()
