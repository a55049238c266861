"""English for the errands of the office: why one stops and what to do now. Knows sentences only."""

from __future__ import annotations

WORKFLOWS: dict[str, str] = {
    "Một lượt nhận khác đang chạy trên thư mục nhận này.": "Another pass over this inbox is running.",
    "Không cần làm gì: lượt kia đang nhận các tệp; chạy lại khi nó xong.": (
        "Nothing to do: that pass is taking in the files; run again when it has ended."
    ),
    "{who} đã đồng ý thay phiếu này; cần một người khác.": "{who} agreed to this form already; another person must.",
    "Người thứ hai xem tệp rồi chạy lại lệnh này với tên của mình (DOCGEN_ACTOR).": (
        "The second person looks at the file and runs this command under their own name (DOCGEN_ACTOR)."
    ),
    "Chưa nhận được tệp: {cause}": "The file could not be taken in yet: {cause}",
    "Văn bản {codes} đã in trình ký theo cách gộp khác.": (
        "Documents {codes} were printed for signature in another grouping."
    ),
    "Muốn soạn lại theo cách gộp mới thì nêu rõ --group-by; các bản ấy sẽ được rút.": (
        "To draft in the new grouping, name it by --group-by; those papers will be withdrawn."
    ),
    "Quyết định {code} đã ký, chưa ban hành; {count} việc mới chờ, ban hành xong mới soạn bổ sung.": (
        "Decision {code} is signed and not issued; {count} new tasks wait: the supplement can be drafted once it is."
    ),
    "Chưa lưu biên bản họp có chữ ký, chưa thông báo kết quả được.": (
        "The signed minutes are not filed yet, so results cannot be announced."
    ),
    "Quét biên bản đã ký vào thư mục nhận rồi chạy “docgen inbox run”.": (
        "Scan the signed minutes into the inbox, then run “docgen inbox run”."
    ),
    "Văn bản {code} đã có số, không rút được.": "Document {code} has a number and cannot be withdrawn.",
    "Chưa ban hành: hủy số bằng “void”. Đã ban hành: thu hồi bằng “recall” hoặc “replace”.": (
        "Not yet issued: cancel its number with “void”. Issued: take it back with “recall” or “replace”."
    ),
    "Chưa có nhiệm vụ nào được giao bằng quyết định đã ban hành.": "No task is assigned by an issued decision yet.",
    "Mã {code} không có trong danh sách đã giao. Lấy lại mẫu bằng “evaluations template”.": (
        "Code {code} is not among the assigned tasks. Get the workbook again with “evaluations template”."
    ),
    "chờ cá nhân điền và gửi lại": "the person fills it in and sends it back",
    "Sổ ghi đã lưu tệp này nhưng trên kho không có.": (
        "The registry says this file was filed, but the archive does not hold it."
    ),
    "Kho lưu trữ bị hỏng: {shown}": "The archive is damaged: {shown}",
    "Không sửa tay trong kho; khôi phục tệp nêu trên từ bản sao.": (
        "Do not mend the archive by hand; restore the files named above from a copy."
    ),
    "Không có cơ quan mẫu “{sample}”.": "There is no sample office “{sample}”.",
    "Các mẫu hiện có: {names}.": "The samples there are: {names}.",
    "Loại văn bản này không trình ký: {kind}.": "This kind of document is not sent for signature: {kind}.",
    "Danh sách nhiệm vụ đã sửa sau khi soạn; văn bản {codes} còn lời cũ.": (
        "The tasks were changed after drafting; documents {codes} still have the old wording."
    ),
    "Không có {kind} nào chờ in trình ký.": "There is no “{kind}” waiting to be printed for signature.",
    "Soạn dự thảo trước.": "Make the drafts first.",
    "Sổ thiếu số không có lý do: {numbers}.": "The register lacks numbers without a reason: {numbers}.",
    "Xem “docgen status” để biết văn bản đang ở bước nào.": "See “docgen status” for the step each document is at.",
    "Tệp {sha} không có trang nào chờ xem dấu mật.": "No page of file {sha} waits to be cleared of secrecy marks.",
    "Tệp {sha} mang dấu chỉ độ mật “{mark}”: không giữ ảnh nào của tệp.": (
        "File {sha} bears the secrecy mark “{mark}”: no picture of it is kept."
    ),
    "Từ chối tệp bằng “docgen inbox reject” và báo người phụ trách bí mật nhà nước.": (
        "Refuse the file with “docgen inbox reject” and tell the person in charge of state secrets."
    ),
    "Tệp {sha} không chờ xem: {outcome}.": "File {sha} is not waiting for review: {outcome}.",
    "Tệp {sha} đã là bằng chứng của {count} văn bản, không từ chối cả tệp được.": (
        "File {sha} is already the evidence of {count} documents; the whole file cannot be refused."
    ),
    "Xem xong phần còn lại thì dùng “docgen inbox accept”; văn bản sai thì thu hồi văn bản đó.": (
        "When the rest was looked at, use “docgen inbox accept”; if a document is wrong, recall that document."
    ),
    "Văn bản {code} đang “{state}”, không lưu bản ký được.": (
        "Document {code} is “{state}”; its signed copy cannot be filed."
    ),
    "Văn bản {code} còn thiếu trang {pages}.": "Document {code} still lacks page {pages}.",
    "Xem danh sách chờ bằng “docgen inbox review”.": "See what is waiting with “docgen inbox review”.",
    "Chưa có quyết định nào được ban hành.": "No decision has been issued yet.",
    "Ban hành quyết định trước khi gửi phiếu tự đánh giá.": "Issue the decisions before sending self-assessment forms.",
    "Không có tệp {path}.": "There is no file {path}.",
    "Tệp chưa trọn vẹn; chép lại cho hết rồi thả lại.": "The file is not whole; copy it completely and drop it again.",
    "Kiểm tra lại tên tệp.": "Check the name of the file.",
    "Lỗi chương trình khi nhận tệp; tệp vẫn nằm trong thư mục nhận.": (
        "Program error while taking in the file; the file is still in the inbox."
    ),
    "Lời văn và bảng của báo cáo không khớp nhau: {shown}": "Text and tables of the report disagree: {shown}",
    "Chưa có nhiệm vụ nào được giao, chưa có gì để báo cáo.": "No task is assigned yet; there is nothing to report.",
    "Không phát hành báo cáo này; kiểm tra dữ liệu bằng “docgen stats”.": (
        "Do not give out this report; check the data with “docgen stats”."
    ),
    "Danh sách nhiệm vụ vừa được lệnh khác thay đổi, lệnh này chưa ghi gì.": (
        "The list of tasks was just changed by another command; this one has written nothing."
    ),
    "Chạy lại lệnh.": "Run the command again.",
    "Nhiệm vụ chưa có quyết định": "Tasks without a decision",
    "Quyết định chưa gửi phiếu tự đánh giá": "Decisions without a self-assessment form",
    "Tệp nhận về chờ người xem": "Received files waiting for a person",
    "Ngày {day} chưa đến (hôm nay {today}).": "{day} has not come yet (today is {today}).",
    "Văn bản {code} in sẵn năm khác với ngày {day}.": "Document {code} has another year printed on it than {day}.",
    "Ghi đúng ngày đã ký, đã cấp số hoặc đã ban hành.": "Give the day it was really signed, numbered or issued.",
    "Rút văn bản, soạn và in lại theo năm mới, hoặc ghi đúng ngày.": (
        "Withdraw the document and draft and print it again for the new year, or give the right date."
    ),
    "Kết luận “sửa” phải có nội dung sửa; kết luận “trả lại” phải có lý do.": (
        "An amendment needs new words; a return needs a reason."
    ),
    "Thêm --title, --target, --deadline hoặc --text.": "Add --title, --target, --deadline or --text.",
    "Chạy lại “docgen decisions draft” rồi in; văn bản đã có số thì hủy số bằng “void” trước.": (
        "Run “docgen decisions draft” again, then print; for a paper that has a number, void it with “void” first."
    ),
    "Cơ quan cấp số trước khi in, các dự thảo chưa có số.": (
        "This office numbers before printing, and the drafts have no numbers yet."
    ),
    "Cấp số bằng “number” rồi in.": "Give numbers with “number”, then print.",
    "Khôi phục từ bản sao lưu, hoặc ghi lý do bằng “docgen register void”.": (
        "Restore from a backup, or note the reason with “docgen register void”."
    ),
    "Không có {kind} nào chờ bước “{state}”.": "No {kind} waits for the step “{state}”.",
    "Mỗi lần giữ từ 1 đến {most} số.": "Keep 1 to {most} numbers at a time.",
    "Ngày chuyển {day} chưa đến.": "The day of handing over, {day}, has not come yet.",
    "Ngày ký (khi số cấp trước) và ngày ban hành bằng hoặc sau ngày văn bản.": (
        "The day of signing (where numbers come first) and the day of issue are on or after the date of the paper."
    ),
    "Số giữ trước chỉ cấp cho một văn bản: nêu đúng một mã văn bản.": (
        "A kept number goes to one paper: name exactly one paper code."
    ),
    "Số đang giữ chưa dùng": "Numbers kept and not used",
    "Văn bản {code} đề ngày {dated}, không ký hoặc ban hành ngày {day} được.": (
        "Paper {code} is dated {dated} and cannot be signed or issued on {day}."
    ),
    "Văn bản đã vào sổ chưa có mã hồ sơ": "Registered papers without a dossier code",
    "“{word}” không phải mã cuối của nhật ký.": "“{word}” is not the last hash of a journal.",
    "Chép đúng SỐ:MÃ mà “docgen status” đã in, ít nhất 16 chữ của mã.": (
        "Copy NUMBER:HASH as “docgen status” printed it, at least 16 letters of the hash."
    ),
    "mã đã cất": "the kept hash",
    "Chưa có sổ nào để in.": "There is no register to print yet.",
    "Đã nối lại được; trông tiếp thư mục nhận.": "Connected again; the inbox is watched on.",
    "Một tệp làm hỏng chương trình đọc; sẽ thử lại sau các tệp khác.": (
        "A file broke the program that reads it; it will be tried again after the others."
    ),
    "{message} Vẫn trông thư mục nhận, tự thử lại.": "{message} The inbox is still watched; trying again.",
    "Văn bản mà cơ quan hoặc người ký không còn thẩm quyền": "Papers whose body or signatory may no longer sign",
    "kiểm tra người ký, cơ quan ban hành trong office.toml": "check the signatory and the issuing body in office.toml",
    "Chỉ in lại văn bản đã in trình ký và chưa ký; chưa in thì dùng “docgen print pack”.": (
        "Only a paper printed for signature and not signed yet is printed again; before that use “docgen print pack”."
    ),
    "LibreOffice hoặc phông chữ trên máy đã đổi. Hãy in lại cả bộ bằng “docgen print pack”.": (
        "LibreOffice or the fonts of this machine have changed. Print the whole pack anew with “docgen print pack”."
    ),
    "Văn bản {code} giờ in ra {found} trang, trước là {pages}.": (
        "Paper {code} now takes {found} pages, before it took {pages}."
    ),
    "Văn bản {code} không ở trạng thái chờ ký ({state}).": "Paper {code} does not wait for a signature ({state}).",
}
