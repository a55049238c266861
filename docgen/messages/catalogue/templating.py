"""English for templates: opening, checking, and why one cannot be filled. Knows sentences only."""

from __future__ import annotations

TEMPLATING: dict[str, str] = {
    # the file of a template
    "Không dùng được mẫu {name}: {why}.": "Template {name} cannot be used: {why}.",
    "tệp ở định dạng Word cũ (.doc) hoặc có mật khẩu": "it is in the old Word format (.doc) or has a password",
    "tệp không phải tài liệu Word (.docx)": "it is not a Word document (.docx)",
    "Mở mẫu bằng Word, lưu lại dạng .docx không có macro và không có liên kết ngoài.": (
        "Open the template in Word and save it as .docx without macros and without outside links."
    ),
    "tệp có quá {limit} thành phần": "it has more than {limit} parts",
    "tệp giải nén quá lớn": "it is too large when unpacked",
    "tệp có hai thành phần trùng tên": "two of its parts have the same name",
    "thành phần {part} nén bất thường": "part {part} is compressed abnormally",
    "thành phần {part} bị mã hoá hoặc nén kiểu lạ": "part {part} is encrypted or has an unknown compression",
    "thành phần {part} có tên không hợp lệ": "part {part} has a name that is not valid",
    "tệp có macro hoặc đối tượng nhúng ({part})": "it has a macro or an embedded object ({part})",
    "thành phần {part} sai kích thước": "part {part} has the wrong size",
    "{part} không ghi bằng UTF-8": "{part} is not written in UTF-8",
    "{part} có khai báo DOCTYPE": "{part} declares a DOCTYPE",
    "tệp hỏng hoặc không phải tệp .docx": "it is damaged or not a .docx file",
    "{part} trỏ ra ngoài tới {target}": "{part} points outside, to {target}",
    "{part} hỏng": "{part} is damaged",
    "Không mở được mẫu {name}.": "Cannot open template {name}.",
    "Kiểm tra đường dẫn và quyền đọc tệp mẫu.": "Check the path of the template and the permission to read it.",
    "Không đọc được mẫu {name}: cấu trúc tài liệu Word bị hỏng.": (
        "Cannot read template {name}: the structure of the Word document is damaged."
    ),
    "Mở mẫu bằng Word rồi lưu lại dạng .docx.": "Open the template in Word and save it as .docx.",
    # choosing a template
    "Có nhiều mẫu loại “{kind}” cho ngày {day}: {names}.": (
        "There are several templates of kind “{kind}” for {day}: {names}."
    ),
    "Không có mẫu loại “{kind}” ({regime}) cho ngày {day}.": (
        "There is no template of kind “{kind}” ({regime}) for {day}."
    ),
    "Sửa hiệu lực (valid_from, valid_to) để mỗi ngày chỉ có một mẫu.": (
        "Correct the validity (valid_from, valid_to) so that each day has one template only."
    ),
    "Thêm mẫu vào thư mục templates của cơ quan, hoặc sửa hiệu lực trong tệp mô tả.": (
        "Add a template to the templates folder of the office, or correct the validity in its manifest."
    ),
    # checking a template
    "Dấu {sign} đóng một thẻ chưa mở trong đoạn “{text}”.": (
        "The sign {sign} closes a tag that was not opened in paragraph “{text}”."
    ),
    "Thẻ “{tag}” thiếu thẻ đóng {closing}.": "The tag “{tag}” lacks its closing tag {closing}.",
    "Thẻ “{tag}” đóng một điều kiện hoặc vòng lặp chưa mở.": (
        "The tag “{tag}” closes a condition or loop that was never opened."
    ),
    "Thẻ mở bằng {sign} không đóng trong đoạn “{text}”.": (
        "A tag opened with {sign} is not closed in paragraph “{text}”."
    ),
    "Thiếu tệp mô tả {name} cạnh mẫu.": "The manifest {name} beside the template is missing.",
    "Mẫu dùng trường “{field}” không có trong tệp mô tả.": (
        "The template uses field “{field}”, which its manifest does not declare."
    ),
    "Thẻ trong phần này không được điền dữ liệu.": "Tags in this part are not filled with data.",
    "Tệp mô tả khai trường “{field}” mà mẫu không dùng.": (
        "The manifest declares field “{field}”, which the template does not use."
    ),
    "Có phải là “{near}”?": "Did you mean “{near}”?",
    "Sửa thẻ hoặc khai thêm trường.": "Correct the tag or declare the field.",
    "Không mở được tệp mẫu.": "Cannot open the template file.",
    # compiling a template
    "thẻ {tag} đổi số cột của bảng": "tag {tag} changes the number of columns of a table",
    "hình vẽ nằm trong vòng lặp hoặc điều kiện": "a drawing lies inside a loop or a condition",
    "bảng có hàng không khớp số cột": "a table has a row that does not fit its columns",
    "(không tên)": "(no name)",
    "trường “{field}” là {kind} của docxtpl": "field “{field}” is a {kind} of docxtpl",
    "Chưa cài thư viện nén nhanh isal.": "The fast compression library isal is not installed.",
    "Cài phần mở rộng “fast”, hoặc dùng cách nén mặc định.": (
        "Install the extra “fast”, or use the default compression."
    ),
    "Mẫu {name}: tài liệu con không thuộc lần tạo văn bản này.": (
        "Template {name}: the subdocument does not belong to this rendering."
    ),
    "Tạo mọi tài liệu con từ cùng một open_guest() của mẫu, mỗi lần một cái mới.": (
        "Make all subdocuments from one open_guest() of the template, a new one each time."
    ),
    # why a template cannot be filled
    "thẻ sai cú pháp ({detail})": "a tag has a syntax error ({detail})",
    "thẻ mở bằng {delimiter} mà không đóng trong cùng đoạn": (
        "a tag opened with {delimiter} is not closed in the same paragraph"
    ),
    "điều kiện hoặc vòng lặp cắt ngang bố cục ({detail})": "a condition or loop cuts across the layout ({detail})",
    "Đặt thẻ mở và thẻ đóng cùng cấp: cùng trong đoạn, cùng giữa các đoạn ({%p) hoặc giữa các hàng ({%tr).": (
        "Put the opening and the closing tag on the same level: both in a paragraph, both between paragraphs ({%p) "
        "or both between rows ({%tr)."
    ),
    "giá trị có dấu sang đoạn hoặc sang trang ở chỗ không sang được": (
        "a value has a paragraph or page break where none can be"
    ),
    "thẻ không tính được ({detail})": "a tag cannot be computed ({detail})",
    "thân văn bản": "body",
    "đầu trang, chân trang": "header or footer",
    "chú thích": "notes",
    "thuộc tính tệp": "file properties",
    "Sửa thẻ đó trong mẫu.": "Correct that tag in the template.",
    "Đóng thẻ trong chính đoạn văn đó.": "Close the tag in that same paragraph.",
    "Bỏ ký tự U+0007 và U+000C khỏi dữ liệu.": "Remove the characters U+0007 and U+000C from the data.",
    "có ký tự không ghi được vào văn bản ({code})": "has a character that cannot be written in a document ({code})",
    "Mẫu {name}: trường “{field}” {why}.": "Template {name}: field “{field}” {why}.",
    "mẫu chạy quá lâu": "the template takes too long",
    "thẻ tạo ra kết quả quá lớn": "a tag makes a result that is too large",
    "thẻ làm việc không được phép ({detail})": "a tag does what is not allowed ({detail})",
    "Thêm dữ liệu cho trường này hoặc sửa mẫu.": "Add data for this field or correct the template.",
    "không có trường “{field}”": "there is no field “{field}”",
    "{label}, đoạn “{text}”": "{label}, paragraph “{text}”",
    "Mẫu {name}, {place}: {why}.": "Template {name}, {place}: {why}.",
    "lồng nhau quá sâu": "is nested too deeply",
    "không phải dữ liệu thuần ({kind})": "is not plain data ({kind})",
    "Sửa giá trị của trường “{field}” rồi làm lại.": "Correct the value of field “{field}”, then try again.",
    # manifests
    "Tệp mô tả mẫu {name}: {why}.": "Template manifest {name}: {why}.",
    "khoá “{key}” phải là ngày, ví dụ 2025-01-31": "key “{key}” must be a date, for instance 2025-01-31",
    "Sửa tệp mô tả (.toml) nằm cạnh mẫu.": "Correct the manifest (.toml) beside the template.",
    "khoá “{key}” phải là chữ": "key “{key}” must be text",
    "khoá “{key}” phải là danh sách tên trường": "key “{key}” must be a list of field names",
    "khoá “{key}” có tên lặp lại": "key “{key}” names something twice",
    "ngày hết hiệu lực đứng trước ngày có hiệu lực": "its validity ends before it begins",
    "không mở được": "cannot be opened",
    "sai cú pháp TOML ({detail})": "the TOML syntax is wrong ({detail})",
    "có khoá lạ “{key}”": "there is an unknown key “{key}”",
    "thiếu khoá “{key}”": "key “{key}” is missing",
    "khoá “{key}” chỉ nhận {known}": "key “{key}” takes only {known}",
    # the doctor, copies and previews
    "đoạn {number}": "paragraph {number}",
    "bảng {table}, hàng {row}, ô {cell}": "table {table}, row {row}, cell {cell}",
    "Tệp mẫu hỏng: mở bằng Word rồi lưu lại dạng .docx.": (
        "The template is damaged: open it in Word and save it as .docx."
    ),
    "Thẻ “{tag}” sai cú pháp ({detail}).": "The syntax of tag “{tag}” is wrong ({detail}).",
    "Phông “{font}” không có chữ Việt Unicode.": "Font “{font}” has no Vietnamese letters of Unicode.",
    "Chọn phông Times New Roman và gõ lại chữ ở đó.": "Choose Times New Roman and type the text there again.",
    "Văn bản {code} chưa lập được. {why}": "Paper {code} could not be made. {why}",
    "Đã có tệp {name}; không ghi đè.": "File {name} exists; it is not overwritten.",
    "Chọn tên khác cho bản có ghi chú.": "Choose another name for the copy with comments.",
    "Bản điền thử phải là một tệp .docx mới: {name}.": "The preview must be a new .docx file: {name}.",
    "Chọn tên tệp khác.": "Choose another file name.",
    "Chưa có văn bản nào loại “{kind}” trong sổ để điền thử.": "The registry has no paper of kind “{kind}” to preview.",
    "Soạn một văn bản loại ấy bằng mẫu có sẵn, rồi chạy lại.": (
        "Draft a paper of that kind with the built-in template, then run this again."
    ),
    "Cơ quan đã có mẫu {name}; không ghi đè.": "The office already has template {name}; it is not overwritten.",
    "Mở mẫu ấy bằng Word mà sửa, hoặc chuyển nó đi nơi khác rồi chép lại.": (
        "Open that template in Word and change it, or move it away and copy again."
    ),
    "Không có mẫu có sẵn nào mang mã “{wanted}”.": "There is no built-in template “{wanted}”.",
    "Xem mã bằng “docgen templates list”.": "See the identifiers with “docgen templates list”.",
    "Bản có ghi chú: {path}": "Copy with comments: {path}",
    "Tệp không mở được nên không có bản ghi chú: {path}": "The file cannot be opened, so there is no copy: {path}",
    "Mẫu {name}: liên kết trong dữ liệu không thuộc lần tạo văn bản này.": (
        "Template {name}: a link in the data does not belong to this rendering."
    ),
    "Tạo liên kết từ một open_guest() mới của mẫu, rồi điền ngay văn bản ấy trước khi mở cái khác.": (
        "Make links with a new open_guest() of the template, and render that paper before opening another."
    ),
    "Bản điền thử: {path}": "Preview: {path}",
    "Trường được dùng: {fields}.": "Fields used: {fields}.",
    "Sổ chưa có văn bản loại này: bản ấy điền dữ liệu hư cấu, không phải người, việc có thật.": (
        "The registry has no paper of this kind, so the preview holds fictitious data, no real people and tasks."
    ),
    "Sửa các lỗi dưới đây rồi mới điền thử được.": "Correct the errors below, then it can be previewed.",
    "Đã chép: {path}. Sửa bằng Word rồi chạy “docgen templates check”.": (
        "Copied: {path}. Change it in Word, then run “docgen templates check”."
    ),
    "Mẫu {name}: {why}.": "Template {name}: {why}.",
    "không thay được phần {name}": "part {name} cannot be exchanged",
    "không có “{wanted}” để thay": "there is no “{wanted}” to exchange",
    "Xem lại tên hình hoặc tệp nhúng trong mẫu rồi thay lại.": (
        "Look at the name of the picture or embedded file in the template, then try again."
    ),
    "Mẫu {name}: thẻ lồng nhau quá sâu hoặc có số quá dài.": (
        "Template {name}: tags nest too deep, or hold a number that is too long."
    ),
    "lồng nhau quá sâu hoặc có số quá dài": "nests too deep, or holds a number that is too long",
    "Viết thẻ đơn giản hơn.": "Write the tags more simply.",
    "có trường Word lấy nội dung từ nơi khác ({field})": "has a Word field that takes content from elsewhere ({field})",
    "có hình lấy từ nơi khác": "has a picture from elsewhere",
    "gắn với nguồn dữ liệu trộn thư": "is bound to a source of data for mail merge",
    "{part} có quá nhiều thẻ": "{part} has too many tags",
    "một bảng không còn hàng nào, hoặc dữ liệu cho số cột lạ": "a table keeps no row, or data give an odd width",
    "Chưa cài thư viện docxcompose nên không ghép được tài liệu con.": (
        "The library docxcompose is not installed, so sub-documents cannot be made."
    ),
    "Cài phần mở rộng “subdocs”.": "Install the extra “subdocs”.",
    "Phông “{font}” thiếu chữ Việt trên máy này (chữ in ra bằng: {found}).": (
        "Font “{font}” lacks Vietnamese letters on this machine (printed with: {found})."
    ),
    "Chọn phông Times New Roman cho cả mẫu.": "Choose Times New Roman for the whole template.",
    "Chưa biết chỗ sai nằm ở trang nào vì máy này không có LibreOffice.": (
        "The pages of the faults are unknown, for LibreOffice is not on this machine."
    ),
    "Chưa thử được phông {fonts}.": "Fonts not tried: {fonts}.",
    "Phiên bản": "Versions",
    "{first} – {last}": "{first} – {last}",
    "{count} văn bản": "{count} papers",
    "(đang dùng)": "(in use)",
    "Đã nhận mẫu: {path}.": "Template taken in: {path}.",
    "Chưa nhận mẫu: sửa các lỗi trên rồi làm lại.": "Template not taken in: correct the errors above and try again.",
}
