"""Why the system refused a file, said for a person.

Knows the refusals a clerk can do something about; any other is said in the system's own words.
"""

from __future__ import annotations

import errno

from docgen.messages import tr


def cause_of(error: OSError) -> str:
    """One sentence: the file, when it is known, and why it could not be read or written."""
    cause = _causes().get(error.errno or 0) or error.strerror or str(error)
    return tr("{file}: {cause}.", file=error.filename, cause=cause) if error.filename else f"{cause}."


def _causes() -> dict[int, str]:
    full = tr("không còn chỗ trên ổ đĩa hoặc quá hạn mức")
    denied = tr("không có quyền đọc hoặc ghi")
    return {
        errno.ENOSPC: full,
        errno.EDQUOT: full,
        errno.EFBIG: full,
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.EROFS: tr("ổ đĩa chỉ cho đọc"),
        errno.EIO: tr("ổ đĩa hỏng hoặc mất kết nối"),
        errno.EMFILE: tr("chương trình đang mở quá nhiều tệp"),
        errno.ENFILE: tr("máy đang mở quá nhiều tệp"),
        errno.ENOENT: tr("không còn tệp hoặc thư mục này"),
    }
