"""English for digital signatures: what was found, what changed after signing, what is trusted. Knows sentences only."""

from __future__ import annotations

SIGNATURES: dict[str, str] = {
    # the verdict
    "Chữ ký số: {state}. {reasons}": "Digital signature: {state}. {reasons}",
    "Chữ ký của {who}: {what}.": "Signature of {who}: {what}.",
    "Thiếu chữ ký số của {name}.": "The digital signature of {name} is missing.",
    "Chưa biết ai phải ký tệp này.": "It is not known who has to sign this file.",
    "Có phần thêm sau chữ ký cuối; cần người xem.": "Something was added after the last signature; a person must look.",
    "Tệp chỉ có dấu thời gian, không có chữ ký của ai.": "The file has a time-stamp only and nobody's signature.",
    "Hãy gửi bản PDF đã ký số; chữ ký trong tệp Word không kiểm tra được.": (
        "Send the signed PDF; a signature inside a Word file cannot be checked."
    ),
    # commands
    "    chữ ký số, xét lúc {at}: {state}": "    digital signature, checked at {at}: {state}",
    "    chứng thư: {print}": "    certificate: {print}",
    "Chỉ đúng tệp cần xem.": "Name the file to look at.",
    "Không phải PDF hay tệp Word đã ký: {path}": "Not a PDF nor a signed Word file: {path}",
    "Đã kiểm tra lại {count} tệp có chữ ký số, {new} tệp có kết quả mới.": (
        "{count} files with digital signatures were checked again, {new} have a new result."
    ),
    "Tin {roots} gốc cho chữ ký, {stamps} gốc cho dấu thời gian; {lists} danh sách thu hồi, "
    "{people} chứng thư đã ghi tên.": (
        "Trusted: {roots} roots for signatures, {stamps} for time-stamps; {lists} revocation lists, "
        "{people} certificates with a name."
    ),
    # what cannot be checked
    "tệp quá lớn để kiểm tra chữ ký": "the file is too large for its signatures to be checked",
    "tệp được mã hóa": "the file is encrypted",
    "tệp có quá nhiều chữ ký": "the file has too many signatures",
    "tệp có quá nhiều đối tượng để đối chiếu": "the file has too many objects to compare",
    "tệp có chữ ký theo cách không được hỗ trợ": "the file has a signature of a kind that is not supported",
    "tệp có dấu vết chữ ký số nhưng không đọc ra chữ ký nào": (
        "the file has traces of a digital signature, but none can be read"
    ),
    "không kiểm tra xong chữ ký trong giới hạn thời gian và bộ nhớ; chưa kiểm tra thu hồi": (
        "the signatures could not be checked within the limits of time and memory; revocation was not checked"
    ),
    # the signed ranges
    "phạm vi ký không bắt đầu từ đầu tệp": "the signed range does not start at the first byte",
    "phạm vi ký vượt ra ngoài tệp": "the signed range reaches beyond the file",
    "phần bỏ ra ngoài phạm vi ký chứa thứ khác ngoài chữ ký": (
        "what the signed range leaves out holds something else than the signature"
    ),
    "chữ ký đọc ra không phải chữ ký nằm trong phạm vi ký": (
        "the signature that was read is not the one inside the signed range"
    ),
    "hai ô chữ ký chỉ cùng một chữ ký": "two fields point to one signature",
    # what changed after signing
    "{where} ({key}) đã đổi": "{where} ({key}) was changed",
    "phần chung của tệp": "the root of the file",
    "phần cuối tệp": "the trailer of the file",
    "phần gốc của tệp bị thay bằng phần khác": "the root of the file was replaced by another",
    "biểu mẫu": "the form",
    "trang {n}": "page {n}",
    "một khối đối tượng đã ký bị ghi đè": "a signed block of objects was written over",
    "các trang bị thêm, bớt hoặc đổi chỗ": "pages were added, taken out or moved",
    "trang {n}: chú thích hoặc hình chữ ký đã ký bị đổi": "page {n}: a signed annotation or picture was changed",
    "trang {n}: có nội dung phủ thêm không phải chữ ký": "page {n}: something that is no signature was laid over it",
    "trang {n}: hình chữ ký thêm che quá nhiều trang": "page {n}: the picture of an added signature covers too much",
    "biểu mẫu có thêm ô không phải chữ ký": "the form got a field that is no signature",
    "một ô của biểu mẫu bị bỏ đi hoặc lặp lại": "a field of the form was taken out or doubled",
    "một ô đã ký hoặc ô của biểu mẫu bị đổi": "a signed field or a field of the form was changed",
    "ô chờ ký bị đổi ({key})": "a field waiting for a signature was changed ({key})",
    "ô chữ ký thêm chưa ký mà đã có hình": "an added signature field has a picture and no signature",
    "ô chữ ký thêm có phần lạ ({key})": "an added signature field holds something strange ({key})",
    "ô chữ ký thêm không chứa chữ ký": "an added signature field holds no signature",
    "ô {name} đã bị khóa khi ký": "field {name} was locked by a signature",
    # the trust folder
    "chưa có bảng kê nên chưa tin chứng thư nào": "there is no list, so no certificate is trusted",
    "không đọc được bảng kê: {error}": "the list cannot be read: {error}",
    "mục {name} phải viết thành [[{name}]]": "{name} must be written as [[{name}]]",
    "một chứng thư gốc thiếu {keys}": "a root certificate lacks {keys}",
    "một người ký thiếu name hoặc certificates": "a signer lacks name or certificates",
    "{file}: “for” phải là {uses}": "{file}: “for” must be {uses}",
    "{file}: “loaded_on” phải là ngày": "{file}: “loaded_on” must be a date",
    "{file}: không có tệp này trong thư mục tin cậy": "{file}: this file is not in the trust folder",
    "{file}: dấu vân không khớp với tệp": "{file}: the fingerprint is not that of the file",
    "không phải chứng thư đọc được": "is not a readable certificate",
    "không phải danh sách thu hồi đọc được": "is not a readable revocation list",
    "không phải tệp thường hoặc quá lớn": "is not a regular file, or too large",
}
