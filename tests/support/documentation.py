"""The documentation against the program: each check takes the text of a page and names the faults in it.

Knows the pages, the command tree, the settings, the manifests and the folders; what must hold is said by the tests.
"""

from __future__ import annotations

import importlib
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from docgen.cli.main import cli
from docgen.settings import Settings
from docgen.templating.manifest import Manifest, read_manifest

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
PAGES = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", *GUIDES)
REQUIRED = "bắt buộc"


@cache
def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / name).read_text("utf-8")


# ---- commands


def commands(group: click.Group = cli, path: str = "docgen") -> Iterator[tuple[str, click.Command]]:
    """Every command of the tree by its words, groups before what they hold."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def leaves() -> dict[str, click.Command]:
    """The commands that do something."""
    return {path: command for path, command in commands() if not isinstance(command, click.Group)}


def command_lines(text: str) -> list[str]:
    """What stands in code blocks as a call of docgen, continued lines joined, prompt and comment left out."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    calls = [re.sub(r"^\s*(\$ )?(DOCGEN_\w+=\S+ )*(python3? -m )?", "", line) for line in lines]
    return [call for call in calls if re.match(r"docgen\s", call)]


def call_fault(line: str) -> str:
    """Why the command line cannot be typed, "" when it can."""
    words = shlex.split(line, comments=True)[1:]
    command: click.Command | None = cli
    try:
        while isinstance(command, click.Group):
            context = click.Context(command)
            _, words, _ = command.make_parser(context).parse_args(words)
            name, words = (words or [""])[0], words[1:]
            command = command.get_command(context, name)
        return _words_fault(command, line, words) if command else f"{line}: no command {name}"
    except click.UsageError as error:
        return f"{line}: {error.message}"


def _words_fault(command: click.Command, line: str, words: list[str]) -> str:
    if words[-1:] == ["--help"]:
        return ""
    context = click.Context(command)
    given, left, _ = command.make_parser(context).parse_args(words)
    if left:
        return f"{line}: too many words: {left}"
    for parameter in command.params:
        value = given.get(parameter.name or "")
        if parameter.required and not (isinstance(value, str) or (isinstance(value, tuple) and value)):
            return f"{line}: {parameter.name} is missing"
        if isinstance(parameter.type, click.Choice | click.DateTime) and isinstance(value, str):
            parameter.type.convert(value, parameter, context)
    return ""


def call_faults(text: str) -> list[str]:
    """Command lines of a page that cannot be typed."""
    return [fault for line in command_lines(text) if (fault := call_fault(line))]


# ---- the reference


def sections(text: str, marks: str = "###") -> dict[str, str]:
    """The text under each heading of a level, up to the next heading of that level or above."""
    parts = re.split(rf"^{marks} (.+)$", text, flags=re.MULTILINE)
    above = re.compile(rf"^#{{1,{len(marks)}}} ", re.MULTILINE)
    return {head: above.split(body)[0] for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def shown_options(command: click.Command) -> set[str]:
    """The long names of the options a person sees in the help."""
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    return {name for option in options for name in (*option.opts, *option.secondary_opts) if name.startswith("--")}


def reference_faults(text: str) -> list[str]:
    """Commands and options that are missing in a reference, and those in it that do not exist."""
    written = {head.strip("`"): body for head, body in sections(text).items() if head.startswith("`docgen ")}
    faults = [f"{path} is missing" for path in leaves().keys() - written.keys()]
    faults += [f"{path} does not exist" for path in written.keys() - leaves().keys()]
    for path in leaves().keys() & written.keys():
        listed, real = set(re.findall(r"^\| `(--[a-z-]+)", written[path], re.MULTILINE)), shown_options(leaves()[path])
        faults += [f"{path} {name}" for name in listed ^ real]
    return sorted(faults)


def variables(text: str) -> set[str]:
    """Names of environment variables in a text."""
    return set(re.findall(r"\bDOCGEN_[A-Z]+\b", text))


def missing_names(text: str) -> list[str]:
    """Python names at the beginning of a table row that cannot be imported."""
    names = re.findall(r"^\| `((?:docgen|registry)(?:\.\w+)+)", text, re.MULTILINE)
    return [name for name in names if not _can_import(name)]


def _can_import(name: str) -> bool:
    module, _, attribute = name.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError:
        return _can_import_member(module, attribute)


def _can_import_member(owner: str, attribute: str) -> bool:
    module, _, name = owner.rpartition(".")
    return hasattr(getattr(importlib.import_module(module), name, None), attribute)


# ---- office.toml


def settings_keys(model: type[BaseModel] = Settings, above: str = "") -> dict[str, str]:
    """Every key of office.toml with its default as written in TOML; REQUIRED when there is none."""
    keys: dict[str, str] = {}
    for name, field in model.model_fields.items():
        inner = _section_of(field.annotation)
        if inner is not None:
            keys |= settings_keys(inner, f"{above}{name}.")
        else:
            keys[f"{above}{name}"] = _toml(field.default)
    return keys


def _section_of(annotation: object) -> type[BaseModel] | None:
    choices = (annotation, *getattr(annotation, "__args__", ()))
    return next((each for each in choices if isinstance(each, type) and issubclass(each, BaseModel)), None)


def _toml(value: object) -> str:
    if value is PydanticUndefined:
        return REQUIRED
    if value is None:
        return "không có"
    if isinstance(value, bool):
        return str(value).lower()
    if value == {}:
        return "{}"
    if isinstance(value, tuple):
        return "[]"
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def written_keys(text: str) -> dict[str, str]:
    """Keys with defaults as the reference lists them: tables under headings that name the sections."""
    keys: dict[str, str] = {}
    for head, body in sections(text).items():
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", body, re.MULTILINE)
        for section in re.findall(r"`\[([\w.]+)\]`", head):
            keys |= {f"{section}.{key}": default.strip("`") for key, default in rows}
    return keys


# ---- templates


def manifests() -> list[Manifest]:
    """The manifests of the built-in templates."""
    return [read_manifest(path) for path in sorted((ROOT / "templates").rglob("*.toml"))]


def written_fields(text: str) -> dict[tuple[str, str], set[str]]:
    """Fields by kind and regime: rows of the tables under headings that name the kind."""
    fields: dict[tuple[str, str], set[str]] = {}
    for head, body in sections(text).items():
        kind = re.search(r"\(`(\w+)`\)", head)
        for name, whose in re.findall(r"^\| `(\w+)` \| (.+?) \|", body, re.MULTILINE) if kind else ():
            for word, regime in (("Đảng", "party"), ("Nhà nước", "state")):
                if whose in (word, "cả hai"):
                    fields.setdefault((kind[1] if kind else "", regime), set()).add(name)
    return fields


# ---- the map


def parts_of_the_house() -> set[str]:
    """Folders and modules on the first level of both floors."""
    found = set()
    for floor in ("docgen", "registry"):
        for path in (ROOT / floor).iterdir():
            if path.is_dir() and any(path.rglob("*.py")):
                found.add(f"{floor}/{path.name}/")
            elif path.suffix == ".py" and path.name != "__init__.py":
                found.add(f"{floor}/{path.name}")
    return found


def parts_on_the_map(text: str) -> set[str]:
    """What the first column of the tables names."""
    return set(re.findall(r"^\| `((?:docgen|registry)/\w+(?:/|\.py))` \|", text, re.MULTILINE))


# ---- links, pictures, targets


def link_faults(text: str, folder: Path) -> list[str]:
    """Links of a page to files that are not there, and to headings that are not in them."""
    faults = []
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        name, _, anchor = target.partition("#")
        path = folder / name if name else None
        is_there = path is None or path.exists()
        if not is_there or (anchor and anchor not in anchors(path.read_text("utf-8") if path else text)):
            faults.append(target)
    return faults


def anchors(text: str) -> set[str]:
    """The names by which the headings of a page can be linked."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def target_faults(text: str) -> list[str]:
    """Targets of make that a page names and the Makefile does not have."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make (\w+)", text)) | set(re.findall(r"^make (\w+)", text, re.MULTILINE))
    return sorted(named - targets)


def path_faults(text: str) -> list[str]:
    """Files and folders of the repository that a page names in code letters and that are not there."""
    named = set(re.findall(r"`((?:docgen|registry|tests|docs|bench|samples|\.ci)/[\w./-]*)`", text))
    return sorted(name for name in named if not (ROOT / name).exists())


def value_faults(text: str) -> list[str]:
    """Values on the arrows of a drawing (words in CamelCase between rules) that no class of the program bears."""
    modules = [path for floor in ("docgen", "registry") for path in (ROOT / floor).rglob("*.py")]
    classes = {name for path in modules for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE)}
    arrows = " ".join(re.findall(r"^    .*──.*$", text, re.MULTILINE))
    return sorted(set(re.findall(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b", arrows)) - classes)
