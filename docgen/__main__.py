"""Start-up: checks that both packages are ours, then hands over to the command line."""

from __future__ import annotations

import sys

import docgen
import registry

PROJECT = "docgen-giao-viec"


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
    from docgen.cli.main import cli

    cli(prog_name="docgen")


if __name__ == "__main__":
    main()
