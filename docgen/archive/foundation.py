"""The ground the shelf stands on: the OCFL storage root and the staging folder beside it.

Knows how a new root is laid, and how to refuse a folder that is something else, a disk that is not mounted, or a
staging folder on another file system; does not know objects.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from docgen.archive.places import LAYOUT_CONFIG, LAYOUT_NAME
from docgen.archive.staging import MARKER
from docgen.errors import OfficeError, OutsideMissing
from docgen.media.durable import fsync_folder, fsync_tree, rename_durably, write_durably, write_new
from docgen.messages import tr

ROOT_DECLARATION = "0=ocfl_1.1"
_LAYOUT = "ocfl_layout.json"
_EXTENSIONS = "extensions"
_CONFIG = f"{_EXTENSIONS}/{LAYOUT_NAME}/config.json"


def prepare(root: Path, staging: Path) -> None:
    """Make the root and the staging folder ready, laying a new root when there was none.

    Raises OfficeError when a folder cannot serve and OutsideMissing when the shelf's disk is not there.
    """
    _refuse_nested(root, staging)
    is_new = not (root / ROOT_DECLARATION).exists()
    if is_new:
        _refuse_other(root, staging)
    _make_folders(root, staging)
    if is_new:
        _lay(root, staging)
    _check_layout(root)
    if not (staging / MARKER).exists():
        write_durably(staging / MARKER, f"{root.name}\n".encode())


def _refuse_other(root: Path, staging: Path) -> None:
    """Refuse a folder without our declaration that is not simply new (or half laid when a crash came)."""
    names = _names(root)
    if names - {_LAYOUT, _EXTENSIONS}:
        raise OfficeError(
            tr("Thư mục {folder} đang chứa thứ khác, không phải kho lưu trữ.", folder=root),
            advice=tr("Chọn một thư mục trống cho kho lưu trữ."),
        )
    if (staging / MARKER).exists():
        raise OutsideMissing(
            tr("Kho lưu trữ {folder} trống, dù trước đây đã có hồ sơ.", folder=root),
            advice=tr("Kiểm tra ổ đĩa của kho đã được gắn chưa; không tạo kho mới đè lên."),
        )


def _names(root: Path) -> set[str]:
    """The names in the root folder, empty when there is no such folder."""
    if root.exists() and not root.is_dir():
        raise OfficeError(
            tr("{folder} không phải là thư mục.", folder=root), advice=tr("Chọn một thư mục trống cho kho lưu trữ.")
        )
    return {path.name for path in root.iterdir()} if root.exists() else set()


def _lay(root: Path, staging: Path) -> None:
    """Build the files of a new storage root in the stage and move them in; the declaration comes last."""
    with tempfile.TemporaryDirectory(prefix="stage-", dir=staging, ignore_cleanup_errors=True) as name:
        stage = Path(name)
        (stage / _EXTENSIONS / LAYOUT_NAME).mkdir(parents=True)
        for path, data in laid_files().items():
            write_new(stage / path, data)
        fsync_tree(stage)
        for part in (_EXTENSIONS, _LAYOUT, ROOT_DECLARATION):
            if not (root / part).exists():
                rename_durably(stage / part, root / part)


def laid_files() -> dict[str, bytes]:
    """The files of a storage root by their paths below it, as they are laid and never change."""
    description = "Hashed n-tuple folders with the readable object id as the last folder"
    return {
        _CONFIG: _json(LAYOUT_CONFIG),
        _LAYOUT: _json({"extension": LAYOUT_NAME, "description": description}),
        ROOT_DECLARATION: b"ocfl_1.1\n",
    }


def altered_files(root: Path) -> tuple[str, ...]:
    """Those of them that are missing or not as they were laid."""
    return tuple(
        path for path, data in laid_files().items() if not (root / path).is_file() or (root / path).read_bytes() != data
    )


def _check_layout(root: Path) -> None:
    """Refuse a storage root that another program arranged by other rules."""
    try:
        layout = json.loads((root / _LAYOUT).read_bytes())["extension"]
        config = json.loads((root / _EXTENSIONS / LAYOUT_NAME / "config.json").read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _other_layout(root) from error
    if layout != LAYOUT_NAME or config != LAYOUT_CONFIG:
        raise _other_layout(root)


def _other_layout(root: Path) -> OfficeError:
    """The refusal of a root whose layout is unreadable or not ours."""
    return OfficeError(
        tr("Kho lưu trữ {folder} được xếp theo cách khác hoặc tệp mô tả cách xếp bị hỏng.", folder=root),
        advice=tr("Phục hồi ocfl_layout.json và thư mục extensions từ bản sao lưu, hoặc chọn kho khác."),
    )


def _make_folders(root: Path, staging: Path) -> None:
    """Make both folders; they must lie on one file system, or a rename is a copy."""
    for folder in (root, staging):
        folder.mkdir(parents=True, exist_ok=True)
        fsync_folder(folder.parent)
    if staging.stat().st_dev != root.stat().st_dev:
        raise OfficeError(
            tr("Thư mục tạm {staging} và kho {root} nằm trên hai ổ đĩa khác nhau.", staging=staging, root=root),
            advice=tr("Đặt kho vào một thư mục con của ổ đĩa, để thư mục tạm nằm cạnh nó."),
        )


def _refuse_nested(root: Path, staging: Path) -> None:
    """Refuse a staging folder inside the root, where OCFL allows only objects, or the other way round."""
    one, other = root.resolve(), staging.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise OfficeError(
            tr("Thư mục tạm {staging} và kho {root} nằm lồng nhau.", staging=staging, root=root),
            advice=tr("Đặt thư mục tạm cạnh kho, không đặt bên trong."),
        )


def _json(value: object) -> bytes:
    """Small JSON files as they lie on the disk."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
