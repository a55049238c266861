"""English for PDFs, fonts and print packs. Knows sentences only."""

from __future__ import annotations

PRINTING: dict[str, str] = {
    "LibreOffice không chuyển được sang PDF: {files}.": "LibreOffice could not turn into PDF: {files}.",
    "Không tìm thấy LibreOffice Writer, nên chưa chuyển được văn bản sang PDF.": (
        "LibreOffice Writer was not found, so documents cannot be turned into PDF yet."
    ),
    "LibreOffice ở {path} không chạy được.": "LibreOffice at {path} does not run.",
    "LibreOffice có trên máy nhưng thiếu phần Writer.": "LibreOffice is on this machine but without Writer.",
    (
        "Trên Debian, Ubuntu: sudo apt install libreoffice-writer fonts-liberation2. Trên Windows, macOS: cài "
        "LibreOffice từ libreoffice.org. Mọi việc không cần PDF vẫn làm được."
    ): (
        "On Debian, Ubuntu: sudo apt install libreoffice-writer fonts-liberation2. On Windows, macOS: install "
        "LibreOffice from libreoffice.org. Everything that needs no PDF still works."
    ),
    "Hai tệp cùng tên {name} sẽ ghi đè lên nhau khi chuyển sang PDF.": (
        "Two files named {name} would overwrite each other as PDF."
    ),
    "Các tệp khác đã xong. Hãy mở từng tệp nêu tên bằng Word, lưu lại rồi làm lại lệnh này.": (
        "The other files are done. Open each file named in Word, save it, and run this command again."
    ),
    "Hãy đổi tên một tệp.": "Rename one of the files.",
    "không có phông nào": "no font at all",
    "Phông thay cho {font} trên máy này thiếu chữ tiếng Việt hoặc khác bề rộng chữ (đang dùng: {found}).": (
        "The font standing in for {font} on this machine lacks Vietnamese letters or has other widths (in use: "
        "{found})."
    ),
    (
        "Hãy cài phông đủ chữ: trên Debian, Ubuntu gõ sudo apt install fonts-liberation2; trên Windows cài lại Times "
        "New Roman. Sau đó chạy lại lệnh này."
    ): (
        "Install a complete font: on Debian, Ubuntu type sudo apt install fonts-liberation2; on Windows install "
        "Times New Roman again. Then run this command again."
    ),
    "Bộ in không có văn bản nào.": "The print pack holds no document.",
    "Hãy chọn ít nhất một văn bản.": "Choose at least one document.",
    "{file} có {found} trang, phải có {pages}.": "{file} has {found} pages and must have {pages}.",
    "Hãy chuyển lại văn bản sang PDF rồi in lại.": "Turn the document into PDF again and print again.",
    "Bản PDF in “{became}”, văn bản ghi “{was}”. Không dùng bản PDF này.": (
        "The PDF prints “{became}” where the document says “{was}”. Do not use this PDF."
    ),
    "Thiếu trong bản PDF: “{text}”. Hãy chuyển lại PDF rồi kiểm tra.": (
        "Missing from the PDF: “{text}”. Make the PDF again and check it."
    ),
    "Bản PDF thừa “{text}”. Không dùng bản PDF này.": "The PDF adds “{text}”. Do not use this PDF.",
    "LibreOffice {version} chưa ghi được PDF/A-2b theo lệnh; cần bản 7.4 trở lên.": (
        "LibreOffice {version} cannot write PDF/A-2b by command; version 7.4 or later is needed."
    ),
}
