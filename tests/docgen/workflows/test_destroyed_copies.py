"""What a council had destroyed leaves the backups too, and whichever still holds it is told (requirement 55)."""

from __future__ import annotations

from pathlib import Path

from docgen.archive.places import object_folder
from docgen.office import Office
from docgen.paperwork.shelfmarks import document_object
from docgen.workflows import destroy_dossiers as errand
from docgen.workflows.back_up_office import back_up
from docgen.workflows.look_after import status
from docgen.workflows.restore_office import restore
from tests.docgen.workflows.test_destroy_dossiers import PAPERS, TEXT, decided, destroyed, folder, made
from tests.faults.balance import files

__all__ = ["decided", "folder", "made"]  # fixtures


def telling(folder: Path) -> list[Path]:
    """Files that say what was in the papers."""
    return [path for path in folder.rglob("*") if path.is_file() and TEXT in path.read_bytes()]


def test_req_55_backups_lose_what_was_destroyed_or_are_told(decided: Office, tmp_path: Path) -> None:
    """Requirement 55: the report names the backups; the next backup into a folder removes the content there, nothing
    else; what a repair kept aside goes too; one file is told until a person notes its end; an older moment is restored
    without what is gone.
    """
    sao, single = tmp_path / "sao", tmp_path / "le.zip"
    first = back_up(decided, sao)
    back_up(decided, single)
    assert first.holding == () and telling(sao)
    aside = decided.folder / "archive.hong" / "2030" / object_folder(document_object(decided, PAPERS[0]))
    aside.mkdir(parents=True)
    (aside / "v1").write_bytes(TEXT)
    report = destroyed(decided).report
    assert telling(decided.folder) == []
    assert [row["target"] for row in report["backups"]] == [str(sao), str(single)]
    assert [row[1] for row in status(decided).waiting if row[2] == "docgen dossiers copies"] == [2]
    before = files(sao)
    second = back_up(decided, sao)
    assert second.destroyed > 0 and [copy.target for copy in second.holding] == [str(single)]
    lost = before.keys() - files(sao).keys()
    assert telling(sao) == [] and len(lost) == second.destroyed < len(before) / 3
    assert {name: files(sao)[name] for name in before if name not in lost}.items() <= before.items()
    again = restore(sao, tmp_path / "cu", {"DOCGEN_TODAY": "2045-03-01"}, stamp=first.stamp)
    assert (again.damaged, again.shelf) == ((), ()) and again.destroyed > 0
    assert telling(tmp_path / "cu") == []
    assert restore(sao, tmp_path / "moi", {"DOCGEN_TODAY": "2045-03-01"}).destroyed == 0
    errand.forget_copy(decided, str(single), reason="đã xóa ổ đĩa")
    assert [copy.lists for copy in errand.copies(decided)] == [()]
    assert back_up(decided, sao).destroyed == 0


def test_req_55_an_interrupted_removal_from_a_backup_is_finished_by_the_next(decided: Office, tmp_path: Path) -> None:
    """Requirement 55: cut off after the first byte went, the backup is still told and the next one ends it."""
    sao = tmp_path / "sao"
    back_up(decided, sao)
    destroyed(decided)
    telling(sao)[0].unlink()
    (copy,) = errand.copies(decided)
    assert copy.lists == ("XH-2045-01",)
    assert back_up(decided, sao).holding == () and telling(sao) == []
