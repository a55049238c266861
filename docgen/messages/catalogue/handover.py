"""English for packages, bags and the hand-over. Knows sentences only."""

from __future__ import annotations

HANDOVER: dict[str, str] = {
    "; … và {more} mục nữa": "; … and {more} more",
    "Chưa ghi gì vào kho. Báo bên giao gửi lại gói từ bản gốc của họ.": (
        "Nothing was written to the archive. Ask the sender to send the package again from their original."
    ),
    "Không nhận gói {name}: {shown}{more}.": "Bag {name} is not taken: {shown}{more}.",
    "Không nhận gói {name}: {shown}.": "Package {name} is not taken: {shown}.",
    "Không nhận {file}: {reason}.": "{file} is not taken: {reason}.",
    # commands
    "{code}: {documents} văn bản, {files} tệp → {file}": "{code}: {documents} papers, {files} files → {file}",
    "Đã đóng gói {count} hồ sơ vào {bag}.": "{count} dossiers were packed into {bag}.",
    "Đã nhận {code}: {documents} văn bản. {title}": "{code} was taken in: {documents} papers. {title}",
    "Đã ghi nộp lưu {code} ngày {day}: {to}.": "{code} was noted as handed over on {day}: {to}.",
    "Chưa đóng gói được, có {count} chỗ phải sửa:\n{shown}": "Not packed, {count} things must be set right:\n{shown}",
    "Sửa bằng “docgen dossiers set”, hoặc mở lại hồ sơ để bổ sung, rồi chạy lại.": (
        "Set them right with “docgen dossiers set”, or re-open the dossier and complete it, then run this again."
    ),
    "Hồ sơ {code} {state}, chưa nộp lưu được.": "Dossier {code} ({state}) cannot be handed over yet.",
    "Chỉ nộp hồ sơ đã kết thúc: docgen dossiers close {code} --reason …": (
        "Only closed dossiers are handed over: docgen dossiers close {code} --reason …"
    ),
    "Mã gói chỉ định được khi nộp một hồ sơ.": "A package id can be given only when one dossier is handed over.",
    "Gói {name} không có tệp ZIP nào trong data.": "Bag {name} has no ZIP file in data.",
    "{id} là tài liệu mật": "{id} is a secret paper",
    "lớn quá {size} MiB": "is larger than {size} MiB",
    "chưa có bản ký; gói mang bản đã ban hành": "has no signed copy; the package holds what was issued",
    "Không đóng gói vào {folder}: đó là chỗ của kho, hộp nhận.": (
        "Nothing is packed into {folder}: it belongs to the archive or the inbox."
    ),
    "Nêu một thư mục chưa có, ở ngoài các thư mục ấy.": "Name a folder that does not exist, outside of those.",
    # bags
    "Payload-Oxum “{value}” không đúng số byte và số tệp": "Payload-Oxum “{value}” is not the count of bytes and files",
    "chỉ khác {other} ở chữ hoa hoặc dấu": "differs from {other} only in case or in how accents are written",
    "còn phải tải từ nơi khác; gói phải đủ tệp": "is still to be fetched from elsewhere; a bag must be complete",
    "có trong {manifest} nhưng không có tệp": "stands in {manifest} but there is no such file",
    "ghi Payload-Oxum nhiều lần khác nhau": "Payload-Oxum is given several times, differently",
    "gói có quá {count} tệp": "the bag has more than {count} files",
    "không có bảng kê tệp dữ liệu nào": "there is no payload manifest",
    "không có trong {manifest}": "is not in {manifest}",
    "kê hai lần trong {manifest}": "is listed twice in {manifest}",
    "kê hai lần với hai mã băm trong {manifest}": "is listed twice with two digests in {manifest}",
    "là liên kết hoặc thiết bị, không phải tệp thật": "is a link or a device, not a true file",
    "thiếu thư mục dữ liệu": "the data folder is missing",
    "thiếu tệp khai báo": "the declaration is missing",
    "thuật toán băm “{name}” không kiểm tra được": "digest algorithm “{name}” cannot be checked",
    "tên trên đĩa viết dấu theo cách khác": "its name on the disk writes accents in another way",
    "đây không phải một thư mục": "this is no folder",
    "đã bị thay đổi: không khớp {manifest}": "was changed: it does not agree with {manifest}",
    "đường dẫn “{path}” trỏ ra ngoài gói": "path “{path}” leads out of the bag",
    "bảng mã “{name}” không dùng được": "encoding “{name}” cannot be used",
    "bắt đầu bằng dấu BOM": "begins with a byte order mark",
    "dòng BagIt-Version sai hoặc không đọc được bản ấy": (
        "the BagIt-Version line is wrong, or of a version that cannot be read"
    ),
    "dòng {number} không phải mã băm và đường dẫn": "line {number} is not a digest and a path",
    "dòng {number} không đúng dạng": "line {number} is malformed",
    "dòng {number} không đúng dạng “Nhãn: giá trị”": "line {number} is not of the form “Label: value”",
    "không đúng bảng mã đã khai ({name})": "is not in the declared encoding ({name})",
    "phải có đúng hai dòng, dòng sau ghi bảng mã": "must have exactly two lines, the second naming the encoding",
    "Nêu một thư mục chưa có, hoặc dời gói cũ đi.": "Name a folder that does not exist, or move the old bag away.",
    "Đã có {path}, không ghi đè gói cũ.": "{path} exists already; an old bag is not written over.",
    # fields of the circular
    "có ký tự điều khiển": "holds control characters",
    "dài {length} ký tự, nhiều nhất {limit}": "has {length} characters, at most {limit} are allowed",
    "thiếu giá trị bắt buộc": "a required value is missing",
    "“{value}” không có trong bảng mã": "“{value}” is not in the code list",
    "“{value}” không đúng dạng": "“{value}” is malformed",
    "hồ sơ không có văn bản nào": "the dossier holds no paper",
    "không có tệp nào trong kho; nộp lưu cần bản gốc hoặc bản chính": (
        "no file lies in the archive; a hand-over needs the original"
    ),
    "{count} văn bản là bản quét: hỏi lưu trữ nhận có cần gói AIP (TT 05/2025 Điều 8.3)": (
        "{count} papers are scans: ask the receiving archive whether it needs an AIP (Circular 05/2025, Article 8.3)"
    ),
    # packages
    "OBJID “{id}” khác tên thư mục {folder}": "OBJID “{id}” differs from the folder's name {folder}",
    "PREMIS ghi mã băm khác": "PREMIS gives another digest",
    "gói loại “{kind}”, chỉ nhận SIP": "the package is of kind “{kind}”; only SIP is taken",
    "không tệp mô tả nào nhắc tới": "no METS file refers to it",
    "không đúng {schema}: {fault}": "is not valid by {schema}: {fault}",
    "thiếu dữ liệu đặc tả của hồ sơ": "the description of the dossier is missing",
    "thiếu tệp mô tả gói": "the METS file of the package is missing",
    "trỏ tới “{id}” không có trong tệp": "points to “{id}”, which is not in the file",
    "{owner} nhắc tới “{path}” nhưng gói không có": "{owner} refers to “{path}”, which the package lacks",
    "được nhắc tới hai lần": "is referred to twice",
    "EAD ghi {said} văn bản, gói có {count}": "EAD says {said} papers, the package has {count}",
    "một văn bản không có đúng một bản mô tả và ít nhất một tệp": (
        "a paper has not exactly one description and at least one file"
    ),
    "gói phải nằm trọn trong một thư mục": "a package must lie in one folder as a whole",
    "thành phần {part} là một liên kết, không phải tệp thật": "part {part} is a link, not a true file",
}
