"""The fictitious papers a template is previewed with where the registry has none: the sample papers of the tests.

`python -m tests.support.previews` writes them anew after the wording of a paper changed.
"""

from __future__ import annotations

import json

from docgen.shipped import shipped_folder
from tests.support.papers import NAMES, sample_context

PATH = shipped_folder("samples") / "dien-thu.json"


def text() -> str:
    """The contexts of all sample papers by the id of their template, as the file holds them."""
    contexts = {name: dict(sample_context(name)) for name in NAMES}
    return json.dumps(contexts, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
