"""What every figure of the statistics means and what it is divided by, in the words people read beside it.

Keys are those of the JSON of `docgen stats`; a figure without an entry here does not exist (a test holds both sides).
"""

from __future__ import annotations

DEFINITIONS = {
    "people": "số người có ít nhất một nhiệm vụ trong danh sách giao, hoặc có tên trong danh sách người của nhóm; "
    "mỗi người đếm một lần dù giữ mấy chức vụ",
    "posts": "số chức vụ của những người ấy; một người giữ hai chức vụ ở hai cơ quan đếm hai lần",
    "collectives": "số tập thể được giao, đếm riêng với cá nhân",
    "units": "số đầu mối được giao: cá nhân và tập thể; cá nhân gắn với tập thể không phải một đầu mối",
    "attached": "số cá nhân gắn trách nhiệm với các tập thể được giao",
    "assigned": "số nhiệm vụ trong danh sách giao của kỳ (đã chấp thuận, chưa rút, chưa hủy, chưa chuyển giao), của "
    "từng loại (giai đoạn, năm), không cộng hai loại với nhau",
    "rows": "số nhiệm vụ đang có trong sổ; không thay cho số được giao khi danh sách chưa nhận đủ",
    "in_force": "trong đó: số nhiệm vụ có quyết định đã ban hành đến ngày chốt",
    "carried_over": "trong đó: số nhiệm vụ chuyển tiếp từ kỳ trước; chỉ tính vào kỳ mới",
    "registered": "số nhiệm vụ đã đăng ký, chờ kết luận; không tính vào số được giao",
    "returned": "số nhiệm vụ bị trả lại vì chưa phù hợp; không tính vào số được giao",
    "suspended": "số nhiệm vụ đang tạm dừng; vẫn tính vào số được giao, không tính vào tỷ lệ và tiến độ",
    "cancelled": "số nhiệm vụ đã hủy giao; không tính vào số được giao",
    "transferred": "số nhiệm vụ đã chuyển giao; không tính vào số được giao",
    "per_assignee": "số nhiệm vụ bình quân một đầu mối",
    "done": "số nhiệm vụ hoàn thành và vượt; mẫu số là số đã giao trừ số đã rút",
    "unknown": "số nhiệm vụ chưa có kết quả; không tính là chưa hoàn thành",
    "rate": "tỷ lệ hoàn thành: (hoàn thành + vượt) / (giao − rút − hủy − chuyển giao − tạm dừng); để trống khi chưa "
    "nhiệm vụ nào có kết quả",
    "time": "đúng hạn: ngày xong không sau thời hạn (sau khi điều chỉnh, nếu có); chậm: xong sau thời hạn; quá hạn: đã "
    "qua thời hạn mà chưa xong; đang chạy: chưa đến hạn; chưa rõ: thiếu thời hạn hoặc thiếu ngày xong",
    "origins": "số nhiệm vụ theo nguồn: tự đăng ký, giao thêm, nhiệm vụ chung, chuyển tiếp, cấp trên giao",
    "natures": "số nhiệm vụ theo tính chất; một nhiệm vụ có mấy tính chất thì đếm ở từng tính chất",
    "themes": "số nhiệm vụ theo chủ đề",
    "grades": "số người theo mức xếp loại do cấp có thẩm quyền quyết định; mẫu số là số người",
    "groups": "như trên, trong từng nhóm đối tượng; nhóm chưa nhận danh sách thì con số là chưa biết, không phải 0",
    "outside_groups": "những người, tập thể được giao mà không thuộc nhóm nào đã công bố",
    "indicators": "kết quả đạt so với chỉ tiêu: đạt / chỉ tiêu; với chỉ tiêu giảm: (gốc − đạt) / (gốc − chỉ tiêu)",
    "attainment": "vượt: quá chỉ tiêu theo đúng chiều của chỉ tiêu; đạt: đúng bằng; chưa đạt: còn thiếu; chưa rõ: chưa "
    "có số đạt hoặc chưa có chỉ tiêu",
    "theme_totals": "chỉ tiêu chính của các nhiệm vụ cùng chủ đề, cùng việc, cùng đơn vị tính, cộng lại; một phần chưa "
    "biết thì tổng chưa biết",
    "compared": "so với kỳ khác: số của kỳ kia, và phần hơn (kém) của kỳ này",
    "reports": "báo cáo tiến độ theo lịch: số phải báo cáo, số đã báo cáo trong hạn, những ai chưa",
    "supervision": "tiến độ theo người theo dõi và lĩnh vực, theo báo cáo mới nhất; việc chưa ai báo cáo đứng riêng",
    "self_supervision": "những việc mà người theo dõi cũng là người chịu trách nhiệm",
    "duties": "việc yêu cầu với cơ quan: số đã làm / số cơ quan được yêu cầu; cơ quan chưa rõ đứng riêng",
    "delegated": "nhiệm vụ giao qua cơ quan đầu mối: số đầu mối nhận, số nhiệm vụ",
    "past_grades": "xếp loại các năm trước; tỷ lệ tốt trở lên để trống khi còn người chưa rõ mức",
    "decisions": "quyết định giao nhiệm vụ: đã soạn, đã ban hành, đã trao (có ghi nhận ngày trao trong sổ)",
    "progress": "mức độ theo báo cáo mới nhất đến ngày chốt; việc chưa ai báo cáo đứng riêng; không phải kết quả "
    "đánh giá",
    "composition": "những người mà số việc năm theo nguồn không đúng quy tắc của cơ quan; null khi cơ quan không theo "
    "quy tắc nào",
    "routine_copies": "những việc viết giống chỉ tiêu thường xuyên từ 60% trở lên; 100% là cùng lời văn",
    "hard_share": "số việc khó, đột phá của từng nhóm và loại kỳ",
    "by_body": "số đầu mối, số nhiệm vụ theo đơn vị tại thời điểm giao, hoặc theo đơn vị hiện nay kế thừa đơn vị ấy",
    "recommendations": "kiến nghị cho kỳ sau và kết quả thực hiện; để trống là chưa thực hiện",
}
DENOMINATORS = {
    "per_assignee": "số đầu mối được giao",
    "rate": "số được giao, không kể việc đang tạm dừng",
    "grades": "số người được giao",
    "indicators": "chỉ tiêu; với chỉ tiêu giảm: quãng phải giảm (gốc − chỉ tiêu)",
    "attainment": "số chỉ tiêu có con số",
    "theme_totals": "tổng chỉ tiêu của chủ đề",
    "time": "số nhiệm vụ đang có trong sổ, không kể việc đang tạm dừng",
    "progress": "số nhiệm vụ đang có trong sổ, không kể việc đang tạm dừng",
    "composition": "số người có việc năm trong sổ",
    "hard_share": "số nhiệm vụ của nhóm trong sổ",
    "reports": "số đầu mối được giao",
    "supervision": "số nhiệm vụ của lĩnh vực",
    "duties": "số cơ quan được yêu cầu",
    "past_grades": "số người được giao hoặc được xếp loại năm đó",
    "decisions": "số quyết định đã soạn, không kể bản đã rút, thay thế, thu hồi",
}
