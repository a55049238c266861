"""English for the shelf and its auditor. Knows sentences only."""

from __future__ import annotations

ARCHIVE: dict[str, str] = {
    "    bản ký: {path}": "    signed copy: {path}",
    "Còn nữa: viết rõ hơn, hoặc tăng --limit.": "There are more: ask more closely, or raise --limit.",
    "Không có văn bản nào trong kho khớp với “{text}”.": "No paper on the shelf answers to “{text}”.",
    # the auditor: root of the shelf
    "Đối tượng {id} không nằm đúng chỗ theo mã của nó.": "Object {id} is not at the place its identifier asks for.",
    "Tệp mô tả cách xếp kho {file} bị mất hoặc bị sửa.": (
        "The layout description {file} of the archive is missing or changed."
    ),
    "Thiếu tệp khai báo {file} của kho lưu trữ.": "The declaration {file} of the archive is missing.",
    "Thư mục {file} là một liên kết, không phải bản thật.": "Folder {file} is a link, not the thing itself.",
    "Tệp khai báo {file} của kho đã bị sửa.": "The declaration {file} of the archive was changed.",
    "Thư mục {file} trống: đối tượng ở đây đã mất.": "Folder {file} is empty: the object that was here is lost.",
    "Tệp lạ {file} nằm ngoài mọi đối tượng.": "Stray file {file} lies outside every object.",
    "Đối tượng theo bản OCFL {number}, mới hơn bản của kho.": (
        "The object follows OCFL {number}, which is newer than the archive's."
    ),
    "Mã {id} đã là của đối tượng ở {file}.": "Identifier {id} is that of the object in {file} already.",
    "Kho có hơn một tệp khai báo: {file}.": "The archive has more than one declaration: {file}.",
    "Các đối tượng trong kho được xếp theo nhiều cách.": "The objects of the archive are laid out in several ways.",
    "Tên tệp khai báo kho {file} không đúng.": "The name of the declaration {file} of the archive is wrong.",
    "Thư mục {file} không chứa đối tượng nào.": "Folder {file} holds no object.",
    "Có đối tượng nằm ngay ở gốc kho, đối tượng khác trong thư mục con.": (
        "Some objects lie at the top of the archive, others in subfolders."
    ),
    # the auditor: inventories
    "Sổ kiểm kê {file}: {detail}.": "Inventory {file}: {detail}.",
    "mã đối tượng trống hoặc sai kiểu": "the object identifier is empty or of the wrong type",
    "mục “type” không phải của OCFL 1.1": "“type” is not that of OCFL 1.1",
    "thuật toán băm “{name}” không được dùng": "digest algorithm “{name}” is not allowed",
    "tên thư mục nội dung “{name}” không hợp lệ": "the content folder name “{name}” is not valid",
    "phiên bản mới nhất ghi là “{head}”": "the newest version is given as “{head}”",
    "mục “versions” sai kiểu": "“versions” is of the wrong type",
    "không có phiên bản nào": "there is no version",
    "thiếu thời điểm hoặc trạng thái": "time or state is missing",
    "thời điểm “{value}” không đúng dạng hoặc thiếu múi giờ": "time “{value}” is malformed or lacks a time zone",
    "lời ghi sai kiểu": "the message is of the wrong type",
    "“{path}” vừa là tệp vừa là thư mục": "“{path}” is both a file and a folder",
    "mục “manifest” sai kiểu": "“manifest” is of the wrong type",
    "một dấu băm được ghi hai lần": "a digest is written twice",
    "đường dẫn nội dung “{path}” trùng nhau": "content path “{path}” occurs twice",
    "đường dẫn nội dung “{path}” không hợp lệ": "content path “{path}” is not valid",
    "thuật toán dấu toàn vẹn “{name}” không được dùng": "fixity algorithm “{name}” is not allowed",
    "thiếu mục “{key}”": "“{key}” is missing",
    "dãy phiên bản bị đứt ở v{number}": "the sequence of versions is broken at v{number}",
    "phiên bản {name}: {detail}": "version {name}: {detail}",
    "trạng thái sai kiểu": "the state is of the wrong type",
    "tệp “{path}” trỏ tới nội dung không có trong sổ": "file “{path}” points to content the inventory does not hold",
    "đường dẫn “{path}” không hợp lệ": "path “{path}” is not valid",
    "không phiên bản nào dùng nội dung “{path}”": "no version uses content “{path}”",
    "dấu toàn vẹn của tệp “{path}” không có trong sổ": (
        "fixity is given for file “{path}”, which the inventory does not hold"
    ),
    "dấu băm “{digest}” sai dạng": "digest “{digest}” is malformed",
    "dấu băm “{digest}” không kèm danh sách tệp": "digest “{digest}” has no list of files",
    "đường dẫn nội dung “{path}” không nằm trong phiên bản nào": "content path “{path}” lies in no version",
    "số phiên bản được thêm số 0 ở đầu": "version numbers are padded with zeros",
    "tên các phiên bản viết theo nhiều cách": "the versions are named in several ways",
    "mô tả phiên bản sai kiểu": "the description of the version is of the wrong type",
    "có mục lạ “{key}”": "there is a stray key “{key}”",
    "thiếu lời ghi hoặc người thực hiện": "message or user is missing",
    "người thực hiện không có tên, hoặc địa chỉ sai kiểu": "the user has no name, or an address of the wrong type",
    "đường dẫn “{path}” được ghi hai lần": "path “{path}” is written twice",
    "tên phiên bản “{name}” không bắt đầu bằng v": "version name “{name}” does not begin with v",
    "tên phiên bản “{name}” thiếu số 0 ở đầu": "version name “{name}” lacks the zero in front",
    "người thực hiện không có địa chỉ": "the user has no address",
    "tên phiên bản “{name}” không phải v và một số từ 1 trở lên": (
        "version name “{name}” is not v and a number from 1 on"
    ),
    "tên phiên bản “{name}” viết khác các phiên bản trước": (
        "version name “{name}” is written otherwise than those before it"
    ),
    "địa chỉ của người thực hiện không phải mailto: hay URI": "the user's address is no mailto: nor any other URI",
    "mục “fixity” sai kiểu": "“fixity” is of the wrong type",
    "mục “fixity” của {name} sai kiểu": "the “fixity” of {name} is of the wrong type",
    "mã đối tượng “{id}” không phải URI": "the object identifier “{id}” is not a URI",
    "nội dung được ghi bằng {name} thay vì sha512": "content is addressed by {name} instead of sha512",
    # the auditor: one object
    "Sổ kiểm kê {file} không khớp tệp băm {sidecar}.": "Inventory {file} does not match its digest file {sidecar}.",
    "Sổ kiểm kê {file} kể phiên bản {name} khác sổ kiểm kê gốc.": (
        "Inventory {file} tells version {name} differently from the root inventory."
    ),
    "Dấu toàn vẹn {name} ghi cho tệp {file} không đúng.": "The {name} fixity recorded for file {file} is wrong.",
    "Thiếu tệp băm {file} của sổ kiểm kê.": "The digest file {file} of the inventory is missing.",
    "Tệp băm {file} sai dạng.": "Digest file {file} is malformed.",
    "Sổ kiểm kê {file} khác sổ kiểm kê gốc của đối tượng.": (
        "Inventory {file} differs from the root inventory of the object."
    ),
    "Sổ kiểm kê {file} mang mã của đối tượng khác.": "Inventory {file} carries the identifier of another object.",
    "Sổ kiểm kê gốc không còn ghi nội dung {file}.": "The root inventory no longer records content {file}.",
    "Tệp {file} không có trong sổ kiểm kê.": "File {file} is not in the inventory.",
    "Tệp {file} trong kho không đọc được.": "File {file} on the shelf cannot be read.",
    "Tệp {file} đã bị thay đổi, không còn đúng dấu băm.": "File {file} was changed: its digest no longer matches.",
    "Tệp khai báo đối tượng {file} đã bị sửa.": "The object declaration {file} was changed.",
    "Sổ kiểm kê {file} sai cấu trúc.": "Inventory {file} has the wrong structure.",
    "Thiếu thư mục phiên bản {file}.": "Version folder {file} is missing.",
    "{file} là một liên kết, không phải bản thật.": "{file} is a link, not the thing itself.",
    "Thư mục phiên bản {file} không có trong sổ kiểm kê.": "Version folder {file} is not in the inventory.",
    "Thư mục lạ {file} trong phiên bản.": "Stray folder {file} in a version.",
    "Thư mục {file} trống: nội dung đã mất.": "Folder {file} is empty: its content is lost.",
    "Thiếu sổ kiểm kê {file} của phiên bản.": "Inventory {file} of a version is missing.",
    "Tệp {file} đã mất khỏi kho.": "File {file} is lost from the archive.",
    "Thiếu sổ kiểm kê {file}.": "Inventory {file} is missing.",
    "Sổ kiểm kê {file} bị hỏng, không đọc được.": "Inventory {file} is damaged and cannot be read.",
    "Tệp lạ {file} trong đối tượng.": "Stray file {file} in an object.",
    "Thư mục lạ {file} trong đối tượng.": "Stray folder {file} in an object.",
    "Tệp lạ {file} trong phiên bản.": "Stray file {file} in a version.",
    "Sổ kiểm kê mang tên khác: {file}.": "The inventory has another name: {file}.",
    "Tệp băm {file} không theo thuật toán của sổ kiểm kê.": ("Digest file {file} is not of the inventory's algorithm."),
    "Tên thư mục nội dung không được khai từ phiên bản đầu ({file}).": (
        "The content folder was not named from the first version on ({file})."
    ),
    "Sổ kiểm kê {file} không dừng ở phiên bản của nó.": "Inventory {file} does not end with its own version.",
    "Sổ kiểm kê {file} ghi người, lúc làm hoặc lời ghi của {name} khác.": (
        "Inventory {file} gives user, time or message of {name} differently."
    ),
    "Sổ kiểm kê {file} đặt tên thư mục nội dung khác.": "Inventory {file} names the content folder differently.",
    "Sổ kiểm kê {file} theo bản OCFL cũ hơn phiên bản trước.": (
        "Inventory {file} follows an older OCFL than the version before it."
    ),
    "Cần đúng một tệp khai báo đối tượng {file}.": "There must be exactly one object declaration {file}.",
    "Tên tệp khai báo đối tượng {file} không đúng.": "The name of the object declaration {file} is wrong.",
    "Sổ kiểm kê và tệp khai báo theo hai bản OCFL khác nhau.": (
        "Inventory and declaration follow two different versions of OCFL."
    ),
    "Tệp lạ {file} trong thư mục extensions.": "Stray file {file} in the extensions folder.",
    "Thiếu thư mục nội dung {file}.": "Content folder {file} is missing.",
    "Đối tượng {file} nằm trong một đối tượng khác.": "Object {file} lies inside another object.",
    "Phần mở rộng {file} không có tên đăng ký.": "Extension {file} does not have a registered name.",
    "{file} không phải tệp thường.": "{file} is not an ordinary file.",
    # the shelf
    "Kho lưu trữ đang bận: một lệnh khác đang ghi vào kho.": ("The archive is busy: another command is writing to it."),
    "Chờ lệnh kia xong rồi chạy lại.": "Wait for that command to end, then run again.",
    "Kho lưu trữ {folder} được xếp theo cách khác hoặc tệp mô tả cách xếp bị hỏng.": (
        "Archive {folder} is laid out differently, or its layout description is damaged."
    ),
    "Thư mục {folder} đang chứa thứ khác, không phải kho lưu trữ.": (
        "Folder {folder} holds something else, not an archive."
    ),
    "Kho lưu trữ {folder} trống, dù trước đây đã có hồ sơ.": "Archive {folder} is empty, though it held files before.",
    "{folder} không phải là thư mục.": "{folder} is not a folder.",
    "Phục hồi ocfl_layout.json và thư mục extensions từ bản sao lưu, hoặc chọn kho khác.": (
        "Restore ocfl_layout.json and the extensions folder from the backup, or choose another archive."
    ),
    "Thư mục tạm {staging} và kho {root} nằm trên hai ổ đĩa khác nhau.": (
        "Staging folder {staging} and archive {root} are on two different disks."
    ),
    "Thư mục tạm {staging} và kho {root} nằm lồng nhau.": (
        "Staging folder {staging} and archive {root} lie one inside the other."
    ),
    "Chọn một thư mục trống cho kho lưu trữ.": "Choose an empty folder for the archive.",
    "Kiểm tra ổ đĩa của kho đã được gắn chưa; không tạo kho mới đè lên.": (
        "Check that the disk of the archive is mounted; no new archive is made over it."
    ),
    "Đặt kho vào một thư mục con của ổ đĩa, để thư mục tạm nằm cạnh nó.": (
        "Put the archive in a subfolder of the disk, so that the staging folder can lie beside it."
    ),
    "Đặt thư mục tạm cạnh kho, không đặt bên trong.": "Put the staging folder beside the archive, not inside it.",
    "Mã đối tượng lưu trữ “{id}” không dùng được.": "Archive object identifier “{id}” cannot be used.",
    "Mã phải là URI viết bằng chữ ASCII và không quá dài, ví dụ urn:vn:P01:uuid:…": (
        "The identifier must be a URI in ASCII and not too long, for instance urn:vn:P01:uuid:…"
    ),
    "Đường dẫn lưu trữ “{path}” không dùng được.": "Archive path “{path}” cannot be used.",
    "Hai đường dẫn lưu trữ trùng chỗ nhau: “{one}” và “{other}”.": (
        "Two archive paths claim the same place: “{one}” and “{other}”."
    ),
    "Chỉ dùng chữ ASCII, chữ số, dấu . _ + - và dấu / giữa các thư mục; không có “..”.": (
        "Use only ASCII letters, digits, the signs . _ + - and / between folders; no “..”."
    ),
    "Đổi tên một trong hai; hoa thường được coi là một.": (
        "Rename one of the two; upper and lower case count as the same."
    ),
    "Đã ghi nốt phiên bản v{version} của {id}.": "Finished writing version v{version} of {id}.",
    "Phiên bản v{version} của {id} đã có trên kho, không được ghi đè.": (
        "Version v{version} of {id} is already in the archive and must not be overwritten."
    ),
    "Tệp lưu trữ {file} bị mất hoặc bị thay đổi.": "Archived file {file} is missing or changed.",
    "Không thể vừa thêm vừa bỏ “{path}” trong một phiên bản.": (
        "“{path}” cannot be both added and removed in one version."
    ),
    "Thời điểm lưu trữ phải có múi giờ.": "The time of archiving must have a time zone.",
    "Không thể lưu trữ {id} mà không có tệp nào.": "{id} cannot be archived without any file.",
    "{id} không có phiên bản v{version}.": "{id} has no version v{version}.",
    "Có chương trình khác đang ghi, hoặc lần ghi trước bị ngắt: mở lại để kho tự sửa, rồi làm lại.": (
        "Another program is writing, or the last writing was interrupted: open again so that the archive mends "
        "itself, then retry."
    ),
    "Kho lưu trữ không có {id}.": "The archive does not hold {id}.",
    "{id} không có tệp “{path}” trong phiên bản này.": "{id} has no file “{path}” in this version.",
    "Chạy “docgen archive verify” để xem toàn bộ hư hại, rồi phục hồi tệp từ bản sao lưu.": (
        "Run “docgen archive verify” to see all damage, then restore the files from the backup."
    ),
    "Đã chuyển phần ghi dở “{name}” vào khu cách ly.": "Moved the half-written “{name}” into quarantine.",
}
