"""English for the command line. Knows sentences only."""

from __future__ import annotations

CLI: dict[str, str] = {
    # every command
    "LỖI: {message}": "ERROR: {message}",
    "Cần làm: {advice}": "What to do: {advice}",
    "LỖI": "ERROR",
    "LƯU Ý": "WARNING",
    "ghi chú": "note",
    "  … và {more} mục nữa.": "  … and {more} more.",
    "Không đọc hoặc ghi được: {cause}": "Cannot read or write: {cause}",
    "Kiểm tra ổ đĩa còn chỗ, quyền ghi và đường dẫn rồi chạy lại.": (
        "Check free disk space, write permission and the path, then run again."
    ),
    "Lỗi chương trình: {name}: {error}": "Program error: {name}: {error}",
    "Chưa có gì được ghi dở. Chạy lại với DOCGEN_DEBUG=1 và gửi nhật ký cho người hỗ trợ.": (
        "Nothing was left half-written. Run again with DOCGEN_DEBUG=1 and send the log to your support."
    ),
    # archive
    "Kho có {objects} hồ sơ, {files} tệp.": "The archive holds {objects} holdings, {files} files.",
    "Kho nguyên vẹn.": "The archive is whole.",
    "Kho có chỗ hỏng. Không sửa tay trong kho; khôi phục tệp nêu trên từ bản sao.": (
        "The archive is damaged. Do not mend it by hand; restore the files named above from a copy."
    ),
    # decisions
    "Quyết định: soạn mới {made}, soạn lại {rewritten}, giữ nguyên {unchanged}.": (
        "Decisions: {made} new, {rewritten} rewritten, {unchanged} unchanged."
    ),
    "Đã rút {withdrawn} dự thảo của cách gộp khác.": "{withdrawn} drafts of another grouping were withdrawn.",
    "Soạn": "Drafting",
    # evaluations
    "Đã ghi mẫu cuộc họp cho {people} cán bộ: {file}": "Wrote the meeting workbook for {people} people: {file}",
    "Biên bản {code}: {path}": "Minutes {code}: {path}",
    "Thông báo: soạn mới {made}, đã có {already}.": "Notices: {made} new, {already} already there.",
    "Đã ghi cuộc họp: {people} cán bộ, {tasks} nhiệm vụ.": "Recorded the meeting: {people} people, {tasks} tasks.",
    "Chưa ghi gì.": "Nothing was written.",
    "  {name}: tập thể chưa đề nghị mức xếp loại.": "  {name}: the meeting has not proposed a grade.",
    "Soạn thông báo": "Drafting notices",
    # forms
    "Phiếu: lập mới {made}, đã có {already}; nằm trong {folder}.": (
        "Forms: {made} new, {already} already there; they are in {folder}."
    ),
    "Lập phiếu": "Making forms",
    # inbox
    "Đang trông {folder}. Bấm Ctrl+C để dừng.": "Watching {folder}. Press Ctrl+C to stop.",
    "Thấy {count} tệp trong thư mục nhận, đang nhận lần lượt.": (
        "{count} files seen in the inbox; taking them in one by one."
    ),
    "Đã nhận {name}: {reason}": "Accepted {name}: {reason}",
    "Không nhận {name}: {reason}": "Refused {name}: {reason}",
    "Tệp [{what}]: {outcome}": "File [{what}]: {outcome}",
    "còn trong thư mục nhận": "still in the inbox",
    " – văn bản: {said}": " – papers: {said}",
    "Đã ghi ý kiến thứ nhất; phiếu đã lưu còn nguyên cho đến khi người thứ hai chạy lại lệnh này.": (
        "The first word is noted; the filed form stands until a second person runs this command."
    ),
    "Thư mục nhận không có tệp nào.": "The inbox holds no file.",
    "{count} tệp đã tự lưu, không có gì phải xem.": "{count} files filed themselves; nothing needs a look.",
    "Không có tệp nào chờ.": "No file is waiting.",
    "Đọc {name}": "Reading {name}",
    "Đã dừng trông thư mục nhận.": "Stopped watching the inbox.",
    "trang {page}": "page {page}",
    "Không hiểu “{word}”.": "“{word}” is not understood.",
    "Viết như 7A3C91E2:1=5.": "Write it like 7A3C91E2:1=5.",
    # office
    "{name} – hôm nay {today:%d/%m/%Y}": "{name} – today {today:%d/%m/%Y}",
    "Thư mục nhận: {count} tệp chưa xử lý.": "Inbox: {count} files not yet taken in.",
    "Nhật ký nguyên vẹn: {count} mục, mã cuối {count}:{head}": (
        "The journal is whole: {count} entries, last hash {count}:{head}"
    ),
    "Tệp journal.head làm chứng đến mục {count}.": "The file journal.head vouches for entries up to {count}.",
    "Nhật ký còn nguyên mục mang mã đã cất {head}.": "The journal still has the entry of the kept hash {head}.",
    "Đọc lại nhật ký": "Proving the journal",
    "Đang chờ": "Waiting",
    "Không có việc gì đang chờ.": "Nothing is waiting.",
    "Sổ còn trống. Việc đầu tiên: nhập danh sách bằng “docgen tasks import TỆP.xlsx”.": (
        "The registry is empty. First import a list: “docgen tasks import FILE.xlsx”."
    ),
    "Số lượng": "How many",
    "Bước tiếp theo": "Next step",
    "Đã có thư mục của {name}: {folder}": "The folder of {name} is ready: {folder}",
    "Danh sách mẫu: {workbook}": "Sample workbook: {workbook}",
    "Sửa {path} cho đúng cơ quan của bạn.": "Edit {path} to describe your office.",
    # print
    "{documents} văn bản, {pages} trang: {path}": "{documents} documents, {pages} pages: {path}",
    "Chuyển PDF": "Making PDFs",
    # register
    "Đã ghi {count} dòng sổ vào {file}.": "Wrote {count} register lines to {file}.",
    "Số, ký hiệu": "Number and symbol",
    "Ngày": "Date",
    "Trích yếu": "Abstract",
    "Người ký": "Signatory",
    "Tình trạng": "State",
    # reports
    "Đã ghi {path}": "Wrote {path}",
    # check
    "{place} và {more} chỗ khác": "{place} and {more} other places",
    "  {failed} chỗ chưa đúng; {passed} quy tắc đạt; {skipped} quy tắc chưa đánh giá.": (
        "{failed} faults; {passed} rules met; {skipped} rules not judged."
    ),
    "  chưa đánh giá {rules}: {reason}": "  not judged {rules}: {reason}",
    "Mức": "Severity",
    "Quy tắc": "Rule",
    "Nơi": "Place",
    "Nói rõ và căn cứ": "What is wrong, and on which authority",
    "văn bản hành chính": "paper of the State",
    "văn bản của Đảng": "paper of the Party",
    "dự thảo": "draft",
    "lỗi": "error",
    "cần xem": "warning",
    "gợi ý": "hint",
    # steps of papers
    "Người": "Person",
    "Số": "Number",
    "Trang": "Pages",
    "{count} văn bản {verb}; {already} đã xong từ trước.": "{count} documents {verb}; {already} were done before.",
    "đã ghi nhận ký": "recorded as signed",
    "đã cấp số": "numbered",
    "đã ban hành": "issued",
    "Từ số {first} đến số {last}.": "From number {first} to number {last}.",
    # tasks
    "Đã ghi mẫu: {file}": "Wrote the empty workbook: {file}",
    "{people} cán bộ; nhiệm vụ thêm {added}, sửa {changed}, giữ nguyên {unchanged}.": (
        "{people} people; tasks: {added} added, {changed} changed, {unchanged} unchanged."
    ),
    "Đã ghi {count} nhiệm vụ vào {file}.": "Wrote {count} tasks to {file}.",
    "Đã rút {code}; lịch sử vẫn được giữ.": "Withdrew {code}; its history is kept.",
    "Chạy thử: chưa ghi gì.": "Dry run: nothing was written.",
    "{sheet}: thêm {added}, sửa {changed}, giữ nguyên {unchanged}.": (
        "{sheet}: {added} added, {changed} changed, {unchanged} unchanged."
    ),
    "Còn nữa: thêm --page {next}.": "More follow: add --page {next}.",
    "Mã": "Code",
    "Người được giao": "Assigned to",
    "Kỳ": "Period",
    "Nhiệm vụ": "Task",
    "Thời hạn": "Deadline",
    "Trạng thái": "State",
    "Có lỗi nên chưa ghi gì. Sửa các ô nêu trên, hoặc thêm --accept-good để nhận các dòng đúng.": (
        "There are errors, so nothing was written. Correct the cells named above, or add --accept-good to take the "
        "good rows."
    ),
    # templates
    "Tên": "Name",
    "Loại": "Kind",
    "Hệ thống": "Regime",
    "Tệp": "File",
    "{count} vấn đề.": "{count} problems.",
    "Mẫu dùng được.": "The template can be used.",
    "    tệp: {path}": "    file: {path}",
    "    ảnh trang: {path}": "    page picture: {path}",
    "    trang {pages} không mang mã của cơ quan nên chưa giữ ảnh nào: mở chính tệp mà xem; không có dấu mật thì "
    "“docgen inbox clear {sha}”, có thì “docgen inbox reject {sha}” và báo người phụ trách bí mật nhà nước": (
        "    page {pages} bears no code of this office, so no picture is kept yet: open the file itself; without a "
        "secrecy mark run “docgen inbox clear {sha}”, with one “docgen inbox reject {sha}” and tell the person in "
        "charge of state secrets"
    ),
    "Đã ghi: đã xem {name}, không có dấu mật.": "Noted: {name} was looked at and bears no secrecy mark.",
    "    khác bản in {code}, trang {n}: bản in “{printed}”; tệp về “{returned}”": (
        "    differs from the print of {code}, page {n}: printed “{printed}”; returned “{returned}”"
    ),
    "    có thể là {code} {title}: {why}": "    may be {code} {title}: {why}",
    "    dấu băm {sha}: {state}": "    hash {sha}: {state}",
    "nguyên vẹn": "intact",
    "ĐÃ KHÁC hoặc không còn": "CHANGED or gone",
    "    đã đến với tên: {names}": "    arrived as: {names}",
    ", trang {pages} của tệp": ", page {pages} of the file",
    "    {who} quyết: {reason}": "    {who} decided: {reason}",
    "Số {first}.": "Number {first}.",
    "{count} người chưa có mức xếp loại: chỉ tính thông báo kết quả đã ký và quét về.": (
        "{count} people have no grade yet: only signed result notices that came back count."
    ),
    "Người đăng ký": "Registered by",
    "Nội dung": "Content",
    "Ý kiến": "Opinions",
    "Đã ghi {count} việc đăng ký vào {file}.": "{count} registered tasks written to {file}.",
    "Chấp thuận {accepted}, sửa {amended}, trả lại {returned}, giao thêm {added} việc.": (
        "Accepted {accepted}, amended {amended}, returned {returned}, added {added} tasks."
    ),
    "Có lỗi nên chưa ghi kết luận nào. Sửa các ô dưới đây rồi chạy lại.": (
        "There are mistakes, so no conclusion was written. Correct the cells below and run again."
    ),
    "Đã ghi ý kiến về {code}.": "Opinion on {code} recorded.",
    "Đã kết luận về {code}.": "Conclusion on {code} recorded.",
    "Ai ghi": "Noted by",
    "Chưa có mã hồ sơ: {codes}.": "Without a dossier code: {codes}.",
    "Giữ cho": "Kept for",
    "Lý do": "Reason",
    "Ngày ghi": "Noted on",
    "Sổ": "Register",
    "Thiếu số không có lý do: {number}.": "Number missing without a reason: {number}.",
    "Đã ghi chuyển {count} văn bản cho {whom}.": "{count} papers noted as handed over to {whom}.",
    "Đã ghi mã hồ sơ {dossier} cho {count} văn bản.": "Dossier code {dossier} noted for {count} papers.",
    "Đã giữ {count} số cho {whom}: {numbers}.": "{count} numbers kept for {whom}: {numbers}.",
    "Đã hủy số {number} của sổ {code}; số này không cấp lại.": (
        "Number {number} of register {code} is void; it is never given again."
    ),
    "Sổ {code} mở từ số {number}; các số trước đó thuộc sổ giấy.": (
        "Register {code} begins with number {number}; the numbers before it belong to the paper register."
    ),
    "Sổ {code} mở từ số {first}; các số trước thuộc sổ giấy.": (
        "Register {code} begins with number {first}; the numbers before it belong to the paper register."
    ),
    "  sổ văn bản đi: {code}, từ số {first} đến số {last}": (
        "  register of outgoing papers: {code}, numbers {first} to {last}"
    ),
    "  việc chưa xong: {code} {name}: {title} ({state})": "  open task: {code} {name}: {title} ({state})",
    "{count} việc cần được xử lý bằng văn bản: công nhận kết quả, chuyển giao (tasks transfer) hoặc hủy giao "
    "(tasks cancel).": (
        "{count} tasks must be settled by a paper: a result, a hand-over (tasks transfer) or a cancellation "
        "(tasks cancel)."
    ),
    "Sổ {code}: {rows} dòng, {filed}: {paths}": "Register {code}: {rows} rows, {filed}: {paths}",
    "không đổi so với bản đã lưu": "unchanged since the filed print",
    "đã lưu kho": "filed",
    "In lại {pages} trang: {path}": "Printed again, {pages} pages: {path}",
    "Từng văn bản được ghi theo PDF/A-2b, chưa kiểm chứng: chưa có chương trình nào kiểm tra.": (
        "Each paper was written as PDF/A-2b, not verified: no validator has looked at it."
    ),
}
