"""English for backups, restoring, repairing and rebuilding. Knows sentences only."""

from __future__ import annotations

COPIES: dict[str, str] = {
    # a copy that is read
    "Danh mục {name} của bản sao bị hỏng.": "The list {name} of the copy is damaged.",
    "{path} không phải bản sao của docgen.": "{path} is not a copy made by docgen.",
    "Tệp {path} trong bản sao bị mất hoặc bị thay đổi.": "File {path} of the copy is missing or changed.",
    "Tệp trong bản sao bị mất hoặc bị thay đổi.": "A file of the copy is missing or changed.",
    "Bản sao do phiên bản mới hơn ghi.": "The copy was written by a newer version.",
    "Chọn lần sao lưu khác bằng --set.": "Choose another backup with --set.",
    "Chỉ đúng thư mục hoặc tệp mà “docgen backup” đã ghi.": "Name the folder or file that “docgen backup” wrote.",
    "Bản sao không có lần nào “{stamp}”.": "The copy holds no backup “{stamp}”.",
    "Dùng bản sao khác.": "Use another copy.",
    "Cài phiên bản mới nhất của docgen.": "Install the newest version of docgen.",
    "Các lần có: {stamps}.": "Backups it holds: {stamps}.",
    "Không đọc được bản sao {path}.": "The copy {path} cannot be read.",
    "ghi trọn": "whole",
    # a copy that is written
    "Thư mục {folder} đang chứa thứ khác.": "Folder {folder} holds something else.",
    "Đã có {path}; không ghi đè bản sao cũ.": "{path} exists; an old copy is never written over.",
    "Ổ đĩa của bản sao trả lại khác điều vừa ghi.": "The disk of the copy gives back something else than was written.",
    "Chỉ một thư mục trống, chưa có, hoặc đã sao lưu vào từ trước.": (
        "Name a folder that is empty, not there yet, or holds earlier backups."
    ),
    "Đặt tên khác.": "Choose another name.",
    "Thay ổ đĩa khác.": "Use another disk.",
    "Bản sao phải nằm ngoài thư mục cơ quan.": "A copy must lie outside the folder of the office.",
    "Chỉ một thư mục trên ổ đĩa khác.": "Name a folder on another disk.",
    "Chép": "Copying",
    "Đã sao lưu {files} tệp vào {target}, chép mới {new} tệp; đã đọc lại, đúng từng byte. Lần: {set}": (
        "Backed up {files} files to {target}, {new} of them newly copied; read back, right to the byte. Backup: {set}"
    ),
    "Nhật ký đến mục {count}, mã cuối {count}:{head}": "The journal goes to entry {count}, its head is {count}:{head}",
    "Trong bản sao có khóa mã trang và office.toml (có thể có mật khẩu): cất như cất con dấu.": (
        "The copy holds the key of the page codes and office.toml (perhaps a password): keep it as you keep the seal."
    ),
    "Bản sao KHÔNG có khóa mã trang: giữ thư mục keys ở nơi khác, mất là không nhận ra giấy đã in.": (
        "The copy does NOT hold the key of the page codes: keep the folder keys elsewhere; without it printed papers "
        "are not recognised."
    ),
    "Không chép: {path}": "Not copied: {path}",
    "Trên kho đã hỏng từ trước, chép như đang có: {path}": "Damaged in the archive before, copied as it is: {path}",
    "Sửa kho từ bản sao cũ: “docgen archive repair --from BẢN_SAO”.": (
        "Repair the archive from an older copy: “docgen archive repair --from COPY”."
    ),
    "Đã xóa khỏi bản sao {count} tệp mà hội đồng đã quyết định hủy.": (
        "Removed from the copy {count} files that a council decided to destroy."
    ),
    "Bản sao lưu {target} còn nội dung đã hủy theo {lists}: xem “docgen dossiers copies”.": (
        "Backup {target} still holds what was destroyed by {lists}: see “docgen dossiers copies”."
    ),
    "Bản sao lưu {target} (lần cuối {set}) còn giữ nội dung ấy: sao lưu lại vào thư mục đó thì xóa; bản "
    "một tệp thì hủy rồi ghi nhận bằng “docgen dossiers copies --gone”.": (
        "Backup {target} (last {set}) still holds that content: another backup into the folder removes it; destroy a "
        "single file and note it with “docgen dossiers copies --gone”."
    ),
    "Bản sao do người tự chép thì hủy riêng theo biên bản này.": (
        "Copies people made by hand are to be destroyed by hand, by this record."
    ),
    "Ghi nhận một bản sao đã hủy phải có --reason.": "Noting a destroyed copy needs --reason.",
    "Đã ghi nhận bản sao lưu {target} không còn.": "Noted: backup {target} is no more.",
    "còn nội dung đã hủy theo {lists}": "still holds what was destroyed by {lists}",
    "không còn gì đã hủy": "holds nothing that was destroyed",
    "Sổ chưa ghi lần sao lưu nào.": "The registry knows of no backup.",
    "Bản sao lưu còn nội dung đã hủy": "Backups that still hold destroyed content",
    # an office that comes back
    "Không phục hồi {count} tệp: hội đồng đã quyết định hủy sau lần sao lưu này.": (
        "{count} files are not restored: a council decided to destroy them after this backup."
    ),
    "Đã phục hồi {files} tệp của lần {set} vào {folder}.": "Restored {files} files of backup {set} into {folder}.",
    "Bản sao không có khóa mã trang: chép thư mục keys đã giữ riêng vào đây trước khi làm việc.": (
        "The copy holds no key of the page codes: put the folder keys that was kept apart here before working."
    ),
    "Kiểm tra bản sao": "Checking the copy",
    "Cơ sở dữ liệu ghi trong office.toml của bản sao đang có sổ sống.": (
        "The database named in the copy's office.toml holds a living registry."
    ),
    "Thư mục {folder} không trống.": "Folder {folder} is not empty.",
    "Bản sao hỏng {count} tệp, chưa phục hồi gì: {files}": (
        "{count} files of the copy are damaged, nothing was restored: {files}"
    ),
    "Danh mục của bản sao có đường dẫn lạ: {path}": "The list of the copy holds a strange path: {path}",
    "Không sửa được {setting} trong {path}.": "{setting} in {path} cannot be changed.",
    "{setting} trước ở {was}, nay là {name} trong thư mục mới; sửa office.toml nếu vẫn để chỗ cũ.": (
        "{setting} was at {was} and is {name} in the new folder now; change office.toml to keep the old place."
    ),
    "Chạy lại với --database TỆP_HOẶC_ĐỊA_CHỈ trống; --database '' để dùng tệp trong thư mục mới.": (
        "Run again with --database and an empty FILE_OR_ADDRESS; --database '' uses a file in the new folder."
    ),
    "Phục hồi vào một thư mục trống hoặc chưa có.": "Restore into a folder that is empty or not there yet.",
    "Dùng bản sao khác hoặc lần khác (--set); chấp nhận thiếu các tệp ấy thì thêm --anyway.": (
        "Use another copy or another backup (--set); add --anyway to do without those files."
    ),
    "Sửa tay rồi chạy lại.": "Change it by hand and run again.",
    # a shelf that is mended
    "Tệp của chính kho không còn như lúc lập kho.": "A file of the archive itself is not as it was laid.",
    "Không đâu còn bản nguyên vẹn của {file}.": "No whole copy of {file} is left anywhere.",
    "Bản sao không có {file}.": "The copy has no {file}.",
    "Thử một bản sao khác: --from.": "Try another copy: --from.",
    "Đã sửa {place}: {files}": "Repaired {place}: {files}",
    "Kho không có chỗ nào hỏng.": "Nothing in the archive is damaged.",
    "Sửa": "Repairing",
    "    bản hỏng giữ ở {aside}": "    the damaged one is kept at {aside}",
    "không cần bản sao": "no copy needed",
    "Không thấy {path}.": "{path} is not there.",
    "Chỉ đúng bản sao bằng --from.": "Name the copy with --from.",
    # a registry that is rebuilt
    "Nhật ký sau đó: {count} mục; nhật ký nguyên vẹn đến mục {end}.": (
        "Journal after it: {count} entries; the journal is whole up to entry {end}."
    ),
    "Bản chụp sổ lúc {at}: {rows} dòng.": "Snapshot of the registry at {at}: {rows} rows.",
    "Lấy lại từ chính tệp trên kho: {what}": "Taken from the files on the shelf themselves: {what}",
    "Trên kho có chỗ hỏng: {what}": "Damage in the archive: {what}",
    "KHÔNG LẤY LẠI ĐƯỢC: {count} mục nhật ký, ghi từ {since}, chưa kịp chép vào kho. "
    "Việc làm sau lúc ấy phải làm lại.": (
        "NOT RECOVERED: {count} journal entries, written since {since}, had not reached the archive. What was done "
        "after that moment must be done again."
    ),
    "Đọc kho": "Reading the archive",
    "Sổ dựng lại giống hệt sổ đang dùng, từng dòng của từng bảng.": (
        "The rebuilt registry equals the one in use, row by row of every table."
    ),
    "Đã dựng lại sổ; theo tệp journal.head không thiếu mục nào.": (
        "The registry is rebuilt; by the file journal.head no entry is missing."
    ),
    "Khác sổ đang dùng: bảng {table}, từ dòng {line}.": (
        "Differs from the registry in use: table {table}, from row {line}."
    ),
    "Cơ sở dữ liệu được chỉ không trống.": "The database that was named is not empty.",
    "Sổ của cơ quan đang còn; không dựng lại đè lên nó.": (
        "The registry of the office is there; it is not rebuilt over."
    ),
    "Chỉ một tệp chưa có, hoặc một cơ sở dữ liệu trống.": "Name a file that is not there yet, or an empty database.",
    "Không thấy kho lưu trữ {folder}.": "There is no archive {folder}.",
    "Muốn thử thì dựng vào chỗ khác: “docgen archive rebuild --into TỆP.db”. "
    "Sổ hỏng thì chuyển registry.db đi chỗ khác (đừng xóa) rồi chạy lại.": (
        "To try it, rebuild elsewhere: “docgen archive rebuild --into FILE.db”. If the registry is damaged, move "
        "registry.db away (do not delete it) and run again."
    ),
    "Kiểm tra ổ đĩa của kho đã được gắn chưa, hoặc phục hồi bằng “docgen restore”.": (
        "Check that the disk of the archive is attached, or restore with “docgen restore”."
    ),
    "Sửa kho từ bản sao bằng “docgen archive repair”, hoặc phục hồi bằng “docgen restore”.": (
        "Repair the archive from a copy with “docgen archive repair”, or restore with “docgen restore”."
    ),
    "Trong kho không có bản chụp sổ nào đọc được. {why}": (
        "The archive holds no readable snapshot of the registry. {why}"
    ),
    "{code}: đã ban hành, theo tệp trên kho.": "{code}: issued, by the files on the shelf.",
    "Tệp {sha}: ghi lại theo kho.": "File {sha}: entered again as the shelf has it.",
    "Phiếu tự đánh giá này chỉ còn trên kho: thả lại tệp {file} vào thư mục nhận.": (
        "This self-assessment form is left on the shelf only: drop file {file} into the inbox again."
    ),
    "Tệp {sha}: ghi lại kết quả kiểm tra chữ ký.": "File {sha}: the verdict on its signatures is entered again.",
    "Văn bản {code} số {number} chỉ còn trên kho.": "Paper {code}, number {number}, is left on the shelf only.",
    "Kết quả kiểm tra chữ ký {path} không có tệp đi cùng.": "The signature verdict {path} has no file with it.",
    "Đã xong việc nhưng chưa chép được sổ vào kho; lần sau tự chép. {why}": (
        "Done, but the registry could not be copied to the archive yet; it is copied the next time. {why}"
    ),
}
