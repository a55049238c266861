"""English for the tables of `docgen stats`. Knows sentences only; what a figure means is in the rules."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "Số liệu đợt {year}, tính đến ngày {day:%d/%m/%Y}.": "Figures of the round of {year}, as of {day:%d/%m/%Y}.",
    "{units} đầu mối: {people} người, {collectives} tập thể ({attached} cá nhân gắn với tập thể).": (
        "{units} assignees: {people} people, {collectives} collectives ({attached} individuals attached to them)."
    ),
    "  [LƯU Ý] {reason}: số tương ứng là chưa biết.": "  [NOTE] {reason}: that figure is unknown.",
    "  [LƯU Ý] Được giao nhưng không thuộc nhóm nào đã công bố: {names}.": (
        "  [NOTE] Assigned to, but in none of the declared groups: {names}."
    ),
    "  [LƯU Ý] {name} theo dõi chính việc của mình: {title}.": "  [NOTE] {name} watches over own work: {title}.",
    "  [LƯU Ý] {message}": "  [NOTE] {message}",
    "  [LƯU Ý] {owner}: “{title}” giống chỉ tiêu thường xuyên “{target}” ({likeness}%).": (
        "  [NOTE] {owner}: “{title}” is like the routine target “{target}” ({likeness}%)."
    ),
    "Không có quy tắc số việc “{chosen}”.": "There is no composition rule “{chosen}”.",
    "Sửa mục composition của [checks] trong office.toml; các quy tắc có sẵn: {known}.": (
        "Correct composition under [checks] in office.toml; the rules there are: {known}."
    ),
    "Giao": "Assigned",
    "Có quyết định": "By decision",
    "Có kết quả": "With a result",
    "Hoàn thành, vượt": "Done",
    "Tỷ lệ": "Rate",
    "Chậm, quá hạn": "Late, overdue",
    "Nhóm": "Group",
    "Tập thể": "Collectives",
    "Nguồn": "Origin",
    "(không thuộc nhóm nào)": "(in no group)",
    "Chỉ tiêu {period}: vượt {exceeded}, đạt {achieved}, chưa đạt {below}, chưa rõ {unknown}.": (
        "Indicators of {period}: exceeded {exceeded}, achieved {achieved}, below {below}, unknown {unknown}."
    ),
    "Chủ đề": "Theme",
    "Đạt": "Reached",
    "Chỉ tiêu": "Target",
    "Đơn vị tính": "Unit",
    "So sánh": "Compared",
    "hơn {than} {difference} ({value})": "{difference} more than in {than} ({value})",
    "{title}: {done}/{bodies} cơ quan.": "{title}: {done}/{bodies} bodies.",
    "Giao qua {lead}: {assignees} đầu mối, {tasks} nhiệm vụ.": (
        "Delegated through {lead}: {assignees} assignees, {tasks} tasks."
    ),
    "Năm {year}: {share} trong {people} người đạt mức tốt trở lên.": (
        "Year {year}: {share} of {people} people graded good or better."
    ),
    "{title}: {received}/{expected} đầu mối đã báo cáo.": "{title}: {received}/{expected} assignees reported.",
    "Quyết định: soạn {drawn}, ban hành {issued}, đã trao {handed}. Nhiệm vụ chuyển tiếp: {carried}.": (
        "Decisions: {drawn} drawn up, {issued} issued, {handed} handed over. Tasks carried over: {carried}."
    ),
}
