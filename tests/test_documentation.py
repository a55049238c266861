"""The documentation is true: commands, options, settings, fields, folders, links, pictures and targets.

Each check of `tests.support.documentation` is held against the real page and against a broken twin.
"""

from __future__ import annotations

import re

import click
import pytest

from docgen.cli.main import cli
from docgen.errors import ExitCode
from tests.support.documentation import (
    PAGES,
    ROOT,
    call_faults,
    command_lines,
    commands,
    leaves,
    link_faults,
    manifests,
    missing_names,
    page,
    parts_of_the_house,
    parts_on_the_map,
    path_faults,
    reference_faults,
    settings_keys,
    shown_options,
    target_faults,
    value_faults,
    variables,
    written_fields,
    written_keys,
)

HEAVIEST_PICTURE = 150_000  # bytes


@pytest.mark.parametrize("name", PAGES)
def test_command_lines_can_be_typed(name: str) -> None:
    """Every docgen line in a code block names a command with those options and words."""
    assert call_faults(page(name)) == []


def test_guides_hold_command_lines() -> None:
    """The pages for clerks do show commands, so that the check above has something to check."""
    assert all(len(command_lines(page(name))) >= 5 for name in ("README.md", "docs/huong-dan.md", "docs/reference.md"))


@pytest.mark.parametrize(
    ("snippet", "said"),
    [
        ("docgen decisions print", "no command print"),
        ("$ docgen inbox run --quickly", "--quickly"),
        ("docgen tasks import", "file is missing"),
        ("docgen print pack --what letters", "letters"),
        ("docgen status now", "too many words"),
        ("docgen decisions void 7A3C91E2", "reason is missing"),
        ("python -m docgen decisions draft \\\n  --on 30/02/2021", "30/02/2021"),
    ],
)
def test_wrong_command_line_is_caught(snippet: str, said: str) -> None:
    """A misspelt command, option, choice, date or number of words in a code block is found."""
    faults = call_faults(f"Words.\n\n```sh\n{snippet}\n```\n")
    assert len(faults) == 1
    assert said in faults[0]


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_every_command_has_help(path: str) -> None:
    """Each command and group says what it does in a finished sentence."""
    help_text = dict(commands())[path].help or ""
    assert help_text.endswith("."), path


@pytest.mark.parametrize("path", list(leaves()))
def test_every_option_has_help(path: str) -> None:
    """Each option that is shown says what it is for."""
    silent = [option.name for option in leaves()[path].params if isinstance(option, click.Option) and not option.help]
    assert silent == []


def test_reference_lists_every_command() -> None:
    """docs/reference.md has a heading for each command and a row for each of its options, and no others."""
    assert reference_faults(page("docs/reference.md")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("### `docgen inbox review`", "### `docgen inbox look`", "docgen inbox look does not exist"),
        ("### `docgen inbox review`", "### `docgen inbox look`", "docgen inbox review is missing"),
        ("| `--accept-good", "| `--accept-all", "docgen tasks import --accept-good"),
    ],
)
def test_gap_in_reference_is_caught(right: str, wrong: str, said: str) -> None:
    """A command or option that is renamed in the reference only is found."""
    text = page("docs/reference.md")
    assert right in text
    assert said in reference_faults(text.replace(right, wrong))


def test_root_options_and_exit_codes_are_documented() -> None:
    """The options before the command and the five exit codes stand in the reference."""
    text = page("docs/reference.md")
    assert {name for name in shown_options(cli) if f"`{name}" not in text} == set()
    assert {f"{code.value}" for code in ExitCode} == set(re.findall(r"^\| `(\d)` \|", text, re.MULTILINE))


def test_environment_variables_are_documented() -> None:
    """The variables the program reads and those in the reference are the same."""
    read = {name for path in (ROOT / "docgen").rglob("*.py") for name in variables(path.read_text("utf-8"))}
    assert variables(page("docs/reference.md")) == read
    assert variables("`DOCGEN_COLOUR`") - read == {"DOCGEN_COLOUR"}


def test_python_names_can_be_imported() -> None:
    """The names promised to Python programs exist; one that does not is found."""
    assert missing_names(page("docs/reference.md")) == []
    assert missing_names("| `docgen.templating.compile_all(path)` | x |") == ["docgen.templating.compile_all"]


def test_every_key_of_office_toml_is_documented() -> None:
    """docs/reference.md lists the keys of office.toml with their defaults, and no others."""
    assert written_keys(page("docs/reference.md")) == settings_keys()


def test_wrong_key_or_default_is_caught() -> None:
    """A key or a default that is changed in the reference only is found."""
    text = page("docs/reference.md")
    assert written_keys(text.replace("| `plan_days` | `15` |", "| `plan_days` | `20` |")) != settings_keys()
    assert written_keys(text.replace("| `plan_days` |", "| `plan_day` |")) != settings_keys()


def test_fields_of_every_template_are_documented() -> None:
    """docs/mau-van-ban.md lists for each kind and regime the fields of its manifests, and no others."""
    real: dict[tuple[str, str], set[str]] = {}
    for manifest in manifests():
        real.setdefault((manifest.kind, manifest.regime), set()).update(manifest.fields)
    assert written_fields(page("docs/mau-van-ban.md")) == real


def test_wrong_field_is_caught() -> None:
    """A field that is renamed, or given to the other regime, in the guide only is found."""
    text = page("docs/mau-van-ban.md")
    for right, wrong in (
        ("| `executors` |", "| `executor` |"),
        ("| `issuer_rule` | Nhà nước", "| `issuer_rule` | cả hai"),
    ):
        assert right in text
        assert written_fields(text.replace(right, wrong)) != written_fields(text)


def test_map_shows_every_part_of_the_house() -> None:
    """ARCHITECTURE.md names each folder and module of the first level, and none that is not there."""
    assert parts_on_the_map(page("ARCHITECTURE.md")) == parts_of_the_house()


def test_part_missing_on_the_map_is_caught() -> None:
    """A room that is left out of ARCHITECTURE.md is found."""
    text = page("ARCHITECTURE.md").replace("| `docgen/paperwork/` |", "| paperwork |")
    assert parts_of_the_house() - parts_on_the_map(text) == {"docgen/paperwork/"}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Every link and picture of a page exists."""
    assert link_faults(page(name), (ROOT / name).parent) == []


def test_dead_link_is_caught() -> None:
    """A link to a missing file, picture or heading is found."""
    text = "# Here\n\n[a](README.md) [b](#here) ![c](docs/images/none.png) [d](#there)\n"
    assert link_faults(text, ROOT) == ["docs/images/none.png", "#there"]


def test_pictures_are_light_and_used() -> None:
    """Each picture in docs/images is small enough to load quickly and is shown on some page."""
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    shown = "".join(page(name) for name in PAGES)
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > HEAVIEST_PICTURE] == []
    assert [path.name for path in pictures if f"images/{path.name}" not in shown] == []


@pytest.mark.parametrize("name", PAGES)
def test_make_targets_exist(name: str) -> None:
    """Every make target a page names is in the Makefile."""
    assert target_faults(page(name)) == []


def test_wrong_make_target_is_caught() -> None:
    """A target that the Makefile does not have is found, in a sentence and in a block."""
    assert target_faults("Run `make everything`.\n\n```sh\nmake tea\nmake test\n```\n") == ["everything", "tea"]


@pytest.mark.parametrize("name", PAGES)
def test_named_paths_exist(name: str) -> None:
    """Every file and folder of the repository that a page names is there."""
    assert path_faults(page(name)) == []


def test_values_of_the_river_exist() -> None:
    """The values drawn on the arrows of ARCHITECTURE.md are classes of the program."""
    assert value_faults(page("ARCHITECTURE.md")) == []


def test_wrong_path_and_value_are_caught() -> None:
    """A path that is not there and a value that no class bears are found."""
    assert path_faults("See `docgen/utils.py` and `registry/facts.py`.") == ["docgen/utils.py"]
    assert value_faults("    inbox ── FileGuess ──▶ FileOutcome\n") == ["FileGuess"]
