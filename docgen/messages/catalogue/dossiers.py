"""English for hồ sơ: their lists of contents, periods, holds, and what a council destroys. Knows sentences only."""

from __future__ import annotations

DOSSIERS: dict[str, str] = {
    "Hồ sơ của": "Dossier of",
    "  GIỮ LẠI từ {day} ({who}): {why}": "  ON HOLD since {day} ({who}): {why}",
    "  hạn nộp {day}: {title} ({basis}){note}": "  to be handed over by {day}: {title} ({basis}){note}",
    "  thời hạn lưu: {label}{until} ({basis})": "  kept: {label}{until} ({basis})",
    "  tình trạng: {standing}": "  state: {standing}",
    " (hết hạn)": " (over)",
    "chưa vào hồ sơ nào": "in no dossier yet",
    "  xem thêm {type} số {number}, ở hồ sơ {place}: {subject}": (
        "  see also {type} no. {number}, in dossier {place}: {subject}"
    ),
    " – không bắt buộc với hồ sơ này hôm nay": " – not binding for this dossier today",
    ", đến hết {day}": ", until {day}",
    "Chưa nêu sửa gì: --title, --years, --permanent hoặc --pages.": (
        "Nothing to change was named: --title, --years, --permanent or --pages."
    ),
    "Chưa thuộc hồ sơ nào: {code} {number}": "In no dossier yet: {code} {number}",
    "Căn cứ": "Basis",
    "Cơ quan đã có {file}.": "The office has {file} already.",
    "Hạn nộp gần nhất": "Next hand-over",
    "Hồ sơ của các văn bản ấy đã kết thúc (mở lại có lý do), hoặc chưa khai archive.agency.": (
        "The dossiers of these papers are closed (re-open them with a reason), or archive.agency is not set."
    ),
    "Hồ sơ {code}: {documents} văn bản, {pages} trang.": "Dossier {code}: {documents} documents, {pages} pages.",
    "Hồ sơ {code}: {title}, {label}.": "Dossier {code}: {title}, {label}.",
    "Hồ sơ hết thời hạn lưu": "Dossiers whose time is over",
    "Không có hồ sơ nào để kết thúc: nêu mã hồ sơ, hoặc --year.": (
        "There is no dossier to close: name its code, or --year."
    ),
    "Loại hồ sơ": "Kind of dossier",
    "Lưu đến": "Kept until",
    "Mục lục ghi ra tệp .docx hoặc .xlsx: {file}": "A list of contents is written as .docx or .xlsx: {file}",
    "Ngày kết thúc {day} chưa đến.": "The end {day} lies in the future.",
    "STT": "No.",
    "Sửa thẳng trong tệp ấy.": "Correct that file.",
    "Thời hạn lưu": "Kept",
    "Tiêu đề": "Title",
    "Tính từ": "Counted from",
    "vĩnh viễn": "for ever",
    "Đã ghi mục lục: {file}": "Wrote the list of contents: {file}",
    "Đã giữ lại hồ sơ {code}: {why}": "Dossier {code} is on hold: {why}",
    "Đã kết thúc {code}: {documents} văn bản, {pages} trang, lưu đến {until}.": (
        "Closed {code}: {documents} documents, {pages} pages, kept until {until}."
    ),
    "Đã mở lại hồ sơ {code}.": "Re-opened dossier {code}.",
    "Đã thôi giữ hồ sơ {code}.": "Dossier {code} is on hold no more.",
    "Đã đưa {paper} vào hồ sơ {code}.": "Put {paper} in dossier {code}.",
    "Đã đưa {placed} văn bản vào hồ sơ, còn {left} ở ngoài.": "Put {placed} papers in dossiers, {left} left outside.",
    "    hồ sơ {code}: {standing}": "    dossier {code}: {standing}",
    "Biên bản hội đồng {sha} đã khác hoặc không còn trong kho.": (
        "The council's record {sha} is not as it was, or is not in the archive."
    ),
    "Chưa có danh sách xét hủy nào.": "There is no list for a council yet.",
    "Còn lại {object}: {because}": "Left: {object}: {because}",
    "Danh sách xét hủy ghi ra tệp .xlsx: {file}": "Lists for the council are written as .xlsx: {file}",
    "Đã ghi {count} danh sách: {file}": "Wrote {count} lists: {file}",
    "Danh sách xét hủy chưa xong": "Lists for the council not done",
    "Danh sách {code}: {state}, {n} hồ sơ.": "List {code}: {state}, {n} dossiers.",
    "Ngày nộp lưu {day} chưa đến.": "The hand-over of {day} lies in the future.",
    "Đã ghi nộp lưu {count} hồ sơ cho {whom}.": "Noted that {count} dossiers were handed over to {whom}.",
    "Ngày họp {day} chưa đến.": "The session of {day} lies in the future.",
    "Nội dung đã hủy theo danh sách {code} lại có trên kho.": (
        "Content destroyed by list {code} is in the archive again."
    ),
    "Quyết định": "Decision",
    "Việc hủy theo danh sách {code} bị ngắt giữa chừng: chạy lại.": (
        "The destruction by list {code} was interrupted: run it again."
    ),
    "Đã rút danh sách {code}.": "Withdrew list {code}.",
    "Đã xóa {objects} đối tượng trong kho, {copies} bản ngoài kho.": (
        "Removed {objects} objects from the archive, {copies} copies outside it."
    ),
}
