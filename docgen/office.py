"""An office folder, opened once: settings, clock, keys, folders and the registry inside it.

Knows where everything of one office lies; refuses folders that lie inside one another. Does not know any errand.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from docgen.errors import OfficeError
from docgen.messages import tr
from docgen.settings import Settings
from docgen.shipped import shipped_folder
from docgen.witness import FILE as WITNESS_FILE
from docgen.witness import Witness
from registry.rules.numbering import VIETNAM, Numbering
from registry.rulesets import series_rules
from registry.store import Store, open_store
from registry.store.journal import Head

KEY_BYTES = 32
_CODE = Path(__file__).parent
REGISTRY = "registry.db"
_KEY = re.compile(rb"[0-9a-f]{%d}" % (2 * KEY_BYTES))


@dataclass(frozen=True)
class Clock:
    """Today and now in Vietnam; `fixed` stops it on a day (sample offices, rehearsals)."""

    fixed: dt.date | None = None

    def today(self) -> dt.date:
        """The office's date."""
        return self.fixed or dt.datetime.now(VIETNAM).date()

    def now(self) -> dt.datetime:
        """The office's moment; eight o'clock on a fixed day."""
        if self.fixed:
            return dt.datetime.combine(self.fixed, dt.time(8), VIETNAM)
        return dt.datetime.now(VIETNAM)


@dataclass(frozen=True)
class Office:
    """One office. `actor` is who works at the keyboard, as written into the journal."""

    folder: Path
    settings: Settings
    clock: Clock
    actor: str = field(default="")
    written: list[Head | None] = field(default_factory=list, compare=False, repr=False)  # see `_note`

    @property
    def inbox(self) -> Path:
        """Where returned papers are dropped."""
        return self.folder / self.settings.folders.inbox

    @property
    def review(self) -> Path:
        """Where answers lie for what a person must look at."""
        return self.folder / self.settings.folders.review

    @property
    def archive(self) -> Path:
        """The permanent shelf."""
        return self.folder / self.settings.folders.archive

    @property
    def output(self) -> Path:
        """Drafts, packs and reports: can be deleted and made again."""
        return self.folder / self.settings.folders.output

    @property
    def staging(self) -> Path:
        """Where files lie between inbox and shelf, on the shelf's own file system."""
        return self.archive.parent / f"{self.archive.name}.received"

    def noted(self, path: Path) -> str:
        """How the registry notes where a file lies: relative to the office folder, absolute when it is elsewhere."""
        whole = path.resolve()
        return (whole.relative_to(self.folder) if whole.is_relative_to(self.folder) else whole).as_posix()

    @property
    def trust(self) -> Path:
        """Certificates and revocation lists that a person put there to check signatures with."""
        return self.folder / self.settings.signatures.trust

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The office's own templates first, then the built-in ones."""
        return (self.folder / "templates", shipped_folder("templates"))

    @cached_property
    def store(self) -> Store:
        """The registry, opened at first use; what it commits is noted in the witness file."""
        return open_store(self.database, self._note)

    def _note(self, head: Head | None, at: str) -> None:
        """Remember where the journal ended after each unit of work; None when there was nothing left to change.

        Then too something may be open: the same command, cut off before, may have left it to this one.
        """
        self.written.append(head)
        self.witness.note(head, at)

    @property
    def database(self) -> str:
        """The address of the registry: the file in the folder, or what office.toml says."""
        return self.settings.database.url or f"sqlite:///{self.folder / REGISTRY}"

    @property
    def witness(self) -> Witness:
        """The file beside the registry that remembers where the journal ended."""
        return Witness(self.folder / WITNESS_FILE)

    @cached_property
    def numbering(self) -> Numbering:
        """How this office numbers its papers: the dated rules with its own term and choice."""
        settings = self.settings.numbering
        return Numbering(rules=series_rules(), term=settings.committee_term(), per_type=settings.per_type)

    @property
    def _keys(self) -> Path:
        return self.folder / "keys"

    @cached_property
    def key_generation(self) -> int:
        """The newest generation of the page-code key; older ones stay to check older papers."""
        generations = [int(path.stem) for path in self._keys.glob("*.key") if path.stem.isdigit()]
        if not generations:
            raise OfficeError(
                tr("Thư mục {folder} không có khóa mã trang.", folder=self._keys),
                advice=tr("Khôi phục thư mục keys từ bản sao lưu; không tự tạo khóa mới cho văn bản đã in."),
            )
        return max(generations)

    def key(self, generation: int) -> bytes | None:
        """The secret of page codes of a generation, None when there is none; OfficeError when its file is damaged."""
        path = self._keys / f"{generation}.key"
        return _read_key(path) if path.is_file() else None

    def close(self) -> None:
        """Let go of the registry."""
        if "store" in self.__dict__:
            self.store.close()


def database_url(place: str) -> str:
    """A database as a person names it, a file or an address, as an address."""
    return place if "://" in place else f"sqlite:///{Path(place).resolve()}"


def _read_key(path: Path) -> bytes:
    text = path.read_bytes().strip()
    if not _KEY.fullmatch(text):
        raise OfficeError(
            tr("Khóa mã trang {path} bị hỏng.", path=path),
            advice=tr("Khôi phục thư mục keys từ bản sao lưu; không tự tạo khóa mới cho văn bản đã in."),
        )
    return bytes.fromhex(text.decode("ascii"))


def open_office(folder: Path, environment: Mapping[str, str], *, actor: str = "") -> Office:
    """The office in `folder`; DOCGEN_TODAY and DOCGEN_DATABASE in `environment` win over office.toml.

    Raises OfficeError naming the key of office.toml that is missing or wrong.
    """
    path = folder / "office.toml"
    if not path.is_file():
        raise OfficeError(
            tr("Không thấy {path}: đây chưa phải thư mục của một cơ quan.", path=path),
            advice=tr("Chạy “docgen init THƯ_MỤC” hoặc chỉ đúng thư mục bằng --office."),
        )
    settings = read_settings(path, environment)
    office = Office(folder.resolve(), settings, Clock(_today(settings, environment)), actor or "docgen")
    _require_apart(office)
    return office


def read_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings in one office.toml, whose folder need not be an office; OfficeError says what is wrong in it."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        if environment.get("DOCGEN_DATABASE"):
            values.setdefault("database", {})["url"] = environment["DOCGEN_DATABASE"]
        return Settings.model_validate(values)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OfficeError(
            tr("Không đọc được {path}: {error}", path=path, error=error), advice=tr("Sửa đúng cú pháp TOML.")
        ) from error
    except ValidationError as error:
        faults = "; ".join(_fault(fault["type"], fault["loc"], fault["msg"]) for fault in error.errors())
        raise OfficeError(
            tr("{path} có mục chưa đúng: {faults}", path=path, faults=faults),
            advice=tr("Sửa các mục nêu trên trong office.toml."),
        ) from error


def _fault(kind: str, place: tuple[int | str, ...], message: str) -> str:
    """One wrong key of office.toml in words; rare kinds keep the checker's own words."""
    told = {
        "extra_forbidden": tr("không có mục này, xem lại chính tả"),
        "missing": tr("thiếu mục này"),
        "int_parsing": tr("phải là số nguyên"),
        "int_type": tr("phải là số nguyên"),
        "string_type": tr("phải là chữ trong ngoặc kép"),
        "bool_type": tr("phải là true hoặc false"),
        "literal_error": tr("giá trị không nằm trong các giá trị được dùng"),
    }
    return f"{'.'.join(map(str, place))}: {told.get(kind, message)}"


def _today(settings: Settings, environment: Mapping[str, str]) -> dt.date | None:
    text = environment.get("DOCGEN_TODAY", "")
    if not text:
        return settings.office.today
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise OfficeError(
            tr("DOCGEN_TODAY là “{text}”, không phải ngày.", text=text), advice=tr("Viết dạng 2021-02-05.")
        ) from error


def _require_apart(office: Office) -> None:
    """Data folders lie neither in one another nor in, or around, what the office and the program themselves need."""
    folders = [path.resolve() for path in (office.inbox, office.review, office.archive, office.output)]
    needed = [office.folder / "keys", office.folder / "templates", office.trust, office.staging, _CODE]
    own = [path.resolve() for path in needed]
    for path in folders:
        for other in (*folders, *own):
            if path is not other and (path.is_relative_to(other) or other.is_relative_to(path)):
                raise OfficeError(
                    tr("Hai thư mục lồng nhau: {path} và {other}.", path=path, other=other),
                    advice=tr("Đặt inbox, review, archive, output ở các thư mục tách rời trong office.toml."),
                )


def make_office(folder: Path, settings_text: str) -> None:
    """Lay out a new office folder with its settings and a first page-code key; an existing one is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    settings_path = folder / "office.toml"
    if not settings_path.exists():
        settings_path.write_text(settings_text, "utf-8", newline="\n")
    settings = read_settings(settings_path, {})
    names = settings.folders
    for name in (names.inbox, names.review, names.archive, names.output, "templates", "keys"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _make_key(folder / "keys" / "1.key")


def _make_key(path: Path) -> None:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES))
