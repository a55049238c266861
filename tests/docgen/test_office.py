"""An office folder: laid out once, opened with its settings, its clock and its keys; contradictions are refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import docgen
from docgen.errors import ExitCode, OfficeError
from docgen.office import VIETNAM, Clock, Office, make_office, open_office
from docgen.settings import Settings, bases_on
from docgen.shipped import sample_names, shipped_folder
from registry.labels import Regime

SETTINGS = """
[office]
name = "Huyện ủy Thử"
today = 2021-02-05

[issuer]
regime = "party"
body = "Huyện ủy Thử"
authority = "Ban Thường vụ Huyện ủy"
symbol = "HU"
place = "Thử"
filing = "Lưu Văn phòng"

[signatory]
name = "Lý Văn Mẫu"
position = "PHÓ BÍ THƯ"

[campaign]
task_word = "việc đột phá"
counter = "việc"
year = 2021
standing_body = "Ban Tổ chức"

[decision]
bases = ["Căn cứ Quy chế"]
executors = ["Văn phòng"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new office folder."""
    make_office(tmp_path / "office", SETTINGS)
    return tmp_path / "office"


def _change(folder: Path, before: str, after: str) -> None:
    path = folder / "office.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def _refusal(folder: Path, environment: dict[str, str] | None = None) -> OfficeError:
    with pytest.raises(OfficeError) as caught:
        open_office(folder, environment or {})
    assert caught.value.advice
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value


def _opened(folder: Path, **environment: str) -> Office:
    return open_office(folder, environment)


def test_a_new_office_has_its_folders(folder: Path) -> None:
    """this test ensures that a new office has a place for everything and one key."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    assert found == {"office.toml", "inbox", "review", "archive", "output", "templates", "keys", "keys/1.key"}


def test_making_an_office_again_keeps_it(folder: Path) -> None:
    """this test ensures that settings and key of an office that is already there are not touched."""
    key = (folder / "keys" / "1.key").read_bytes()
    _change(folder, "Huyện ủy Thử", "Huyện ủy Đã Sửa")
    make_office(folder, SETTINGS)
    assert (folder / "keys" / "1.key").read_bytes() == key
    assert _opened(folder).settings.office.name == "Huyện ủy Đã Sửa"


def test_two_offices_have_two_keys(folder: Path, tmp_path: Path) -> None:
    """this test ensures that page codes of one office cannot be made by another."""
    make_office(tmp_path / "other", SETTINGS)
    keys = {_opened(path).key(1) for path in (folder, tmp_path / "other")}
    assert len(keys) == 2
    assert all(key is not None and len(key) == 32 for key in keys)


def test_the_newest_key_is_used_and_older_ones_stay(folder: Path) -> None:
    """this test ensures that generations count, strangers in the folder do not, and an unknown one is None."""
    (folder / "keys" / "2.key").write_text("00" * 32, "ascii")
    (folder / "keys" / "ghi-chu.key").write_text("x", "ascii")
    office = _opened(folder)
    assert office.key_generation == 2
    assert office.key(2) == bytes(32)
    assert office.key(1) is not None
    assert office.key(3) is None


def test_an_office_without_keys_is_told(folder: Path) -> None:
    """this test ensures that lost keys are restored from a backup and never made anew in silence."""
    (folder / "keys" / "1.key").unlink()
    with pytest.raises(OfficeError) as caught:
        _ = _opened(folder).key_generation
    assert "sao lưu" in caught.value.advice


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "00" * 31])
def test_a_damaged_key_is_told(folder: Path, text: str) -> None:
    """this test ensures that a key cut short or scribbled over is named and never used."""
    (folder / "keys" / "1.key").write_text(text, "ascii")
    with pytest.raises(OfficeError, match=r"1\.key") as caught:
        _opened(folder).key(1)
    assert "sao lưu" in caught.value.advice


@pytest.mark.parametrize("name", ["Cơ quan số 1", "50% xong", "a#b", "a&b=c"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    """this test ensures that accents, spaces and signs in the name of the folder do not move the registry elsewhere."""
    make_office(tmp_path / name, SETTINGS)
    office = _opened(tmp_path / name)
    _ = office.store
    office.close()
    assert (tmp_path / name / "registry.db").is_file()


def test_a_folder_that_is_no_office_is_told(tmp_path: Path) -> None:
    """this test ensures that a folder without office.toml is named, with the command that makes one."""
    told = _refusal(tmp_path)
    assert str(tmp_path / "office.toml") in told.message
    assert "docgen init" in told.advice


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('symbol = "HU"\n', "", "issuer.symbol"),
        ('regime = "party"', 'regime = "church"', "issuer.regime"),
        ("year = 2021", 'year = "năm nay"', "campaign.year"),
        ('place = "Thử"', 'plaice = "Thử"', "issuer.plaice"),
        ("[signatory]", "[signatori]", "signatori"),
        ("today = 2021-02-05", 'today = "05/02/2021"', "office.today"),
        ('[office]\nname = "Huyện ủy Thử"', '[office]\nname = "Huyện ủy Thử', "office.toml"),
    ],
)
def test_a_wrong_setting_is_named(folder: Path, before: str, after: str, named: str) -> None:
    """this test ensures that a missing, wrong or misspelt key of office.toml is named."""
    _change(folder, before, after)
    assert named in _refusal(folder).message


def test_settings_in_another_encoding_are_told(folder: Path) -> None:
    """this test ensures that an office.toml saved by an old editor is told and not misread."""
    (folder / "office.toml").write_bytes(SETTINGS.encode("utf-16"))
    assert "office.toml" in _refusal(folder).message


@pytest.mark.parametrize(
    "lines",
    [
        'output = "archive/ban-in"',
        'review = "inbox/review"',
        'inbox = "archive"',
        'archive = "output/../inbox"',
        'inbox = "."',
        'inbox = "keys"',
        'inbox = "templates/quét"',
        'review = "tin-cay"',
        'inbox = "archive.received"',
        f'inbox = "{Path(docgen.__path__[0]).as_posix()}/intake"',
        f'output = "{Path(docgen.__path__[0]).parent.as_posix()}"',
    ],
)
def test_p26_folders_inside_one_another_are_refused(folder: Path, lines: str) -> None:
    """this test ensures that inbox, review, archive and output never lie inside one another, however written, nor
    where keys, templates, trust, the staging folder or the program itself lie.
    """
    _change(folder, "[decision]", f"[folders]\n{lines}\n\n[decision]")
    assert "lồng nhau" in _refusal(folder).message


def test_folders_side_by_side_are_taken(folder: Path, tmp_path: Path) -> None:
    """this test ensures that a folder elsewhere, or one whose name begins like another, is no contradiction."""
    shelf = (tmp_path / "kho").as_posix()
    _change(folder, "[decision]", f'[folders]\ninbox = "hop"\nreview = "hop-cho"\narchive = "{shelf}"\n\n[decision]')
    office = _opened(folder)
    assert office.archive == tmp_path / "kho"
    assert office.staging.parent == office.archive.parent
    assert office.inbox == folder.resolve() / "hop"


def test_the_day_comes_from_the_settings_or_the_environment(folder: Path) -> None:
    """this test ensures that DOCGEN_TODAY wins over office.toml, and both over the calendar."""
    assert _opened(folder).clock.today() == dt.date(2021, 2, 5)
    assert _opened(folder, DOCGEN_TODAY="2021-12-15").clock.today() == dt.date(2021, 12, 15)
    assert _opened(folder, DOCGEN_TODAY="").clock.now() == dt.datetime(2021, 2, 5, 8, tzinfo=VIETNAM)


def test_a_day_that_is_none_is_told(folder: Path) -> None:
    """this test ensures that DOCGEN_TODAY that is no date is named with the form it should have."""
    assert "05/02/2021" in _refusal(folder, {"DOCGEN_TODAY": "05/02/2021"}).message


def test_a_running_clock_runs_in_vietnam() -> None:
    """this test ensures that without a fixed day the moment has Vietnam's offset and the day is that moment's."""
    clock = Clock()
    before, now, after = clock.today(), clock.now(), clock.today()
    assert now.utcoffset() == dt.timedelta(hours=7)
    assert before <= now.date() <= after


def test_the_database_of_the_environment_wins(folder: Path, tmp_path: Path) -> None:
    """this test ensures that DOCGEN_DATABASE is where the registry is opened."""
    elsewhere = tmp_path / "elsewhere.db"
    office = _opened(folder, DOCGEN_DATABASE=f"sqlite:///{elsewhere}")
    _ = office.store
    office.close()
    assert elsewhere.is_file()
    assert not (folder / "registry.db").exists()


def test_the_registry_lies_in_the_folder_and_opens_once(folder: Path) -> None:
    """this test ensures that the registry is made at first use, once, and closing an unused office makes none."""
    office = _opened(folder)
    office.close()
    assert not (folder / "registry.db").exists()
    assert office.store is office.store
    office.close()
    assert (folder / "registry.db").is_file()


def test_own_templates_come_first(folder: Path) -> None:
    """this test ensures that the office's templates stand before the built-in ones, which exist."""
    own, shipped = _opened(folder).template_folders
    assert own == folder.resolve() / "templates"
    assert shipped == shipped_folder("templates")
    assert list(shipped.glob("decisions/*.docx"))


def test_the_facts_of_the_settings(folder: Path) -> None:
    """this test ensures that issuer and campaign are handed on as facts, with what was left out filled in."""
    settings = _opened(folder).settings
    issuer = settings.issuer.facts()
    assert (issuer.regime, issuer.authority_in_text, issuer.is_collective) == (
        Regime.PARTY,
        "Ban Thường vụ Huyện ủy",
        True,
    )
    assert settings.campaign.facts().year == 2021
    assert settings.signatory.facts().name == "Lý Văn Mẫu"


@pytest.mark.parametrize("name", [*sample_names(), None])
def test_every_shipped_office_opens(tmp_path: Path, name: str | None) -> None:
    """this test ensures that every sample's settings, and the empty ones to fill in, are complete."""
    samples = shipped_folder("samples")
    path = samples / name / "office.toml" if name else samples / "office-trong.toml"
    make_office(tmp_path / "office", path.read_text("utf-8"))
    assert isinstance(_opened(tmp_path / "office").settings, Settings)


def test_there_are_samples_of_both_regimes(tmp_path: Path) -> None:
    """this test ensures that a Party office and a State office ship with the program."""
    regimes = set()
    for name in sample_names():
        make_office(tmp_path / name, (shipped_folder("samples") / name / "office.toml").read_text("utf-8"))
        regimes.add(_opened(tmp_path / name).settings.issuer.regime)
    assert regimes == {"party", "state"}


def test_a_basis_may_hold_for_a_time(folder: Path) -> None:
    """this test ensures that a paper is written with the bases of its own day, in their order, and others stay out."""
    dated = '"Căn cứ Một", { text = "Luật cũ", until = 2025-06-15 }, { text = "Luật mới", since = 2025-06-16 }, "Hai"'
    _change(folder, '"Căn cứ Quy chế"', dated)
    bases = _opened(folder).settings.decision.bases
    assert bases_on(bases, dt.date(2025, 6, 15)) == ("Căn cứ Một", "Luật cũ", "Hai")
    assert bases_on(bases, dt.date(2025, 6, 16)) == ("Căn cứ Một", "Luật mới", "Hai")
    assert len(bases_on(bases)) == 4
