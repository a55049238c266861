"""Runs the measurements: `python -m bench templates`, or all of them without a name.

Each measurement is a module of this package with a `main` that prints one Markdown table; add it to `BENCHES`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from bench import check, find, fixity, pdf, scale, scans, service, signatures, templates, workbook
from docgen.memory import collect_rarely

BENCHES: dict[str, Callable[[], int]] = {
    "pdf": pdf.main,
    "templates": templates.main,
    "service": service.main,
    "check": check.main,
    "signatures": signatures.main,
    "scale": scale.main,
    "find": find.main,
    "fixity": fixity.main,
    "scans": scans.main,
    "workbook": workbook.main,
}


def main(arguments: Sequence[str]) -> int:
    """Run the named measurements, or all; the exit code is 0 unless what was measured is wrong: speed fails nothing."""
    unknown = [name for name in arguments if name not in BENCHES]
    if unknown:
        sys.stderr.write(f"unknown measurement: {', '.join(unknown)}; known: {', '.join(BENCHES)}\n")
        return 2
    collect_rarely()  # as the program does
    return max([BENCHES[name]() for name in arguments or BENCHES], default=0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
