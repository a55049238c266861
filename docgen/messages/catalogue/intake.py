"""English for files in the inbox: what each is, what is wrong with it, what is set aside. Knows sentences only."""

from __future__ import annotations

INTAKE: dict[str, str] = {
    # a signed page beside its print
    "ở chỗ cách mép trái {left} mm, mép trên {top} mm (chữ khác bản in)": (
        "{left} mm from the left edge, {top} mm from the top (other words than printed)"
    ),
    "ở chỗ cách mép trái {left} mm, mép trên {top} mm (có nét thêm vào)": (
        "{left} mm from the left edge, {top} mm from the top (strokes were added)"
    ),
    "ở chỗ cách mép trái {left} mm, mép trên {top} mm (mất chữ đã in)": (
        "{left} mm from the left edge, {top} mm from the top (printed words are gone)"
    ),
    "{told} và {n} chỗ khác": "{told} and {n} more places",
    "{title}: không nhận ra chỗ ký trên bản in; cần người xem văn bản đã ký chưa.": (
        "{title}: the place for the signature was not found in the print; a person must see whether it is signed."
    ),
    "{title}: trang {n} không đối chiếu được với bản in; cần người đối chiếu.": (
        "{title}: page {n} could not be compared with the print; a person must compare it."
    ),
    "{title}: trang {n} khác bản đã in {places}; cần người đối chiếu với bản in.": (
        "{title}: page {n} differs from what was printed {places}; a person must compare it with the print."
    ),
    "{title}: trang {n} chưa thấy chữ ký của {name}.": "{title}: page {n} shows no signature of {name}.",
    "{title}: lời văn trong tệp khác bản đã in ở {n} chỗ; cần người đối chiếu với bản in.": (
        "{title}: the words in the file differ from the print in {n} places; a person must compare it with the print."
    ),
    "Ô “{name}” của biểu mẫu PDF mang giá trị “{value}” nhưng hiện ra “{shown}”; cần người xem.": (
        "The field “{name}” of the PDF form holds “{value}” but shows “{shown}”; a person must look."
    ),
    # papers a file may be
    "đang chờ bản ký": "its signed copy is awaited",
    "tệp mang mã của văn bản": "the file bears its code",
    "có số {number}": "has the number {number}",
    "có tên người nhận": "has the name of the recipient",
    "có ngày {date}": "has the date {date}",
    # the inbox folder
    "là liên kết đến nơi khác, không được mở; hãy chép chính tệp vào thư mục nhận": (
        "is a link to elsewhere and is not opened; copy the file itself into the inbox"
    ),
    "Không thấy thư mục nhận {inbox} (thiếu tệp đánh dấu {marker}).": (
        "The inbox {inbox} is not there (its marker file {marker} is missing)."
    ),
    "là thư mục; hãy chuyển các tệp bên trong ra ngay thư mục nhận": (
        "is a folder; move the files inside it directly into the inbox"
    ),
    "không phải là tệp thường, không được mở; hãy bỏ ra khỏi thư mục nhận": (
        "is not a regular file and is not opened; take it out of the inbox"
    ),
    "“{name}” {what}.": "“{name}” {what}.",
    "Kiểm tra ổ mạng đã được nối chưa; không có tệp nào bị coi là đã xóa.": (
        "Check that the network drive is connected; no file is taken as deleted."
    ),
    "“{name}” không phải là tệp thường nên không được mở.": "“{name}” is not a regular file, so it is not opened.",
    "Chép chính tệp đó vào thư mục nhận, không để lối tắt hay liên kết.": (
        "Copy the file itself into the inbox, not a shortcut or a link."
    ),
    "Tệp “{name}” đang thay đổi nên chưa nhận.": "File “{name}” is still changing, so it is not taken yet.",
    "Không cần làm gì: tệp sẽ được xét lại khi đã chép xong.": (
        "Nothing to do: the file is looked at again once it is copied."
    ),
    # kinds of file
    "Tệp Word chèn nội dung từ nơi khác ({what}); bỏ phần chèn rồi gửi lại.": (
        "The Word file takes in content from elsewhere ({what}); remove it and send the file again."
    ),
    "Tệp mang dấu chỉ độ mật “{mark}”; hệ thống không nhận văn bản mật.": (
        "The file bears the secrecy mark “{mark}”; secret documents are not accepted."
    ),
    "Không phải PDF, ảnh quét hay phiếu Word (.docx); hãy gửi lại đúng loại.": (
        "Not a PDF, a scan or a Word form (.docx); send the right kind."
    ),
    "Tệp kiểu cũ (.doc, .xls) hoặc đặt mật khẩu; lưu lại thành .docx hoặc PDF.": (
        "An old kind of file (.doc, .xls), or one with a password; save it as .docx or PDF."
    ),
    "Tệp rỗng; hãy gửi hoặc quét lại.": "The file is empty; send or scan it again.",
    "Tệp quá lớn.": "The file is too large.",
    "Không nhận tệp nén; hãy gửi từng tệp bên trong.": (
        "Compressed archives are not accepted; send the files inside one by one."
    ),
    "Tệp PDF được mã hóa hoặc đặt mật khẩu; xuất lại không đặt mật khẩu.": (
        "The PDF is encrypted or has a password; export it again without one."
    ),
    "Ảnh TIFF nhiều trang; hãy quét thành PDF.": "A TIFF with several pages; scan to PDF instead.",
    "Tệp PDF có nội dung chủ động ({what}); được lưu nguyên, không bao giờ chạy.": (
        "The PDF has active content ({what}); it is kept as it is and never run."
    ),
    # pages sorted to their documents
    "Trang không có mã của cơ quan; cần người xem.": "The page has no code of this office; a person must look.",
    "Mã {code} không có trong sổ của cơ quan.": "Code {code} is not in the registry of this office.",
    "Trang không có mã của cơ quan (chỉ có mã lạ: {codes}); cần người xem.": (
        "The page has no code of this office (only foreign codes: {codes}); a person must look."
    ),
    "Mã trang dùng khóa đời {n} mà cơ quan không có.": (
        "The page code uses key generation {n}, which this office does not have."
    ),
    "Dấu kiểm trong mã trang không đúng; trang không được lưu.": (
        "The check in the page code is wrong; the page is not filed."
    ),
    "Mã ghi {n} trang nhưng văn bản có {m} trang.": "The code says {n} pages, but the document has {m}.",
    "{title}: văn bản {state}; cần người xem.": "{title}: the document is “{state}”; a person must look.",
    "{title}: còn thiếu trang {pages}; quét bổ sung rồi thả vào thư mục nhận.": (
        "{title}: page {pages} is still missing; scan it and drop it in the inbox."
    ),
    "{title}: trang {n} có nhiều bản (trang {pages} của tệp).": (
        "{title}: page {n} is there more than once (pages {pages} of the file)."
    ),
    "{title}: trang {n} đã nhận từ trước ở dạng khác (giấy quét, bản ký số), cả hai đúng bản in.": (
        "{title}: page {n} came before in another shape (scanned paper, signed file), both as printed."
    ),
    "{title}: trang {n} đã nhận từ trước, hai bản như nhau.": ("{title}: page {n} came before, both copies are alike."),
    "{title}: trang {n} đã nhận từ trước; cần người xem bản nào đúng.": (
        "{title}: page {n} was received before; a person must see which one is right."
    ),
    "{title}: trang {n} được quét {count} lần, các bản như nhau (trang {pages} của tệp).": (
        "{title}: page {n} was scanned {count} times, the copies are alike (pages {pages} of the file)."
    ),
    "Trang mang hai mã khác nhau.": "The page carries two different codes.",
}
