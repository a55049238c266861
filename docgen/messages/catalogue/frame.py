"""Bodies, people, cycles, instruments and the search in English."""

from __future__ import annotations

FRAME: dict[str, str] = {
    # bodies
    "Trực thuộc": "Under",
    "Kết thúc": "Ended",
    "  tên: {name} {period}": "  name: {name} {period}",
    "  trực thuộc: {name}": "  under: {name}",
    "  từ: {step}": "  from: {step}",
    "  sang: {step}": "  to: {step}",
    "  kết thúc: {day}": "  ended: {day}",
    "  Cơ quan đã kết thúc: các dãy số chỉ xem được, không nhận văn bản mới.": (
        "  The body has ended: its series can only be read and take no new paper."
    ),
    "từ {day}": "from {day}",
    "đến {day}": "to {day}",
    "{code} mang tên {name} từ {day}.": "{code} bears the name {name} from {day}.",
    "{code} kết thúc hết ngày {day}.": "{code} ends with {day}.",
    "{new} tiếp nhận của {old} từ {day}.": "{new} takes over from {old} from {day}.",
    # people
    "Họ và tên": "Full name",
    "Cấp ủy viên": "Rank",
    "Chức vụ": "Post",
    "{code} thôi giữ chức vụ “{left}”.": "{code} leaves the post “{left}”.",
    "{code} giữ chức vụ “{title}” từ {day}.": "{code} holds the post “{title}” from {day}.",
    # cycles
    "Đã khóa chu kỳ {year}, ngày {day:%d/%m/%Y}.": "Cycle {year} is closed, with {day:%d/%m/%Y}.",
    "Chu kỳ {year} đã khóa từ ngày {day:%d/%m/%Y}.": "Cycle {year} is closed since {day:%d/%m/%Y}.",
    "Đã khóa ngày {day:%d/%m/%Y}.": "Closed on {day:%d/%m/%Y}.",
    "  {label}: {count} nhiệm vụ": "  {label}: {count} tasks",
    "chuyển tiếp": "carried over",
    "khóa chu kỳ theo {basis}": "cycle closed by {basis}",
    "Ngày khóa chu kỳ {day:%d/%m/%Y} còn chưa đến.": "The closing day {day:%d/%m/%Y} is still to come.",
    "Khóa vào ngày hôm nay hoặc trước đó.": "Close it today or on an earlier day.",
    "Năm": "Year",
    "Giai đoạn": "Term",
    "Thí điểm": "Trial",
    "Phương châm": "Motto",
    "Thời gian": "When",
    "Cơ quan": "Body",
    "Đã làm": "Done",
    "Số người": "People",
    "Số việc": "Tasks",
    "Ghi chú": "Note",
    "có": "yes",
    "chưa": "no",
    "chưa biết": "unknown",
    "chưa thực hiện": "not yet done",
    " (thí điểm)": " (trial)",
    "Chu kỳ {year}{pilot}. {motto}": "Cycle {year}{pilot}. {motto}",
    "  căn cứ: {basis}": "  basis: {basis}",
    "  kiến nghị: {text} → {became}": "  recommended: {text} → {became}",
    "{text} (năm suy ra)": "{text} (year inferred)",
    # instruments
    "Số ký hiệu": "Number",
    "Cơ quan ban hành": "Issued by",
    "Hiệu lực": "In force",
    ", thay bằng {number}": ", replaced by {number}",
    "Nêu một đoạn văn, hoặc --office.": "Give a text, or --office.",
    "Không thấy chỗ viện dẫn nào sai.": "No citation was found to be wrong.",
    # search
    "người  {code}  {name}  {posts}": "person  {code}  {name}  {posts}",
    "cơ quan  {code}  {name}{kin}": "body  {code}  {name}{kin}",
    " (cơ quan trước hoặc sau)": " (before or after it)",
    "việc  {code}  {name}: {title}": "task  {code}  {name}: {title}",
    "văn bản  {number}  {abstract}": "paper  {number}  {abstract}",
    "Không tìm thấy gì.": "Nothing was found.",
    # standing
    "Sửa những điều nêu trên rồi soạn lại.": "Correct what is named above, then draft again.",
    "Rút văn bản, sửa những điều nêu trên rồi soạn lại.": (
        "Withdraw the paper, correct what is named above, then draft again."
    ),
}
