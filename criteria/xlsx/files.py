"""One uploaded file as sheets of plain cells, or the sentence that says why it is not read."""

import io

from criteria.rules.imports.grid import Grid
from criteria.xlsx.book import read_book
from criteria.xlsx.cells import Cells
from criteria.xlsx.csv_text import read_csv
from criteria.xlsx.limits import LARGEST_FILE, MOST_CELLS, FileFault
from criteria.xlsx.parts import LOCKED, MACROS, Package

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD = "Tệp .xls kiểu cũ không đọc được. Mở bằng Excel, lưu thành .xlsx rồi tải lên."
ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d".encode("latin-1")


def read_file(name: str, content: bytes) -> list[Grid]:
    """Every sheet of an .xlsx or .csv file; the type is decided by what is in it, not only by its name."""
    if len(content) > LARGEST_FILE:
        raise FileFault(too_large(len(content)))
    if not content.strip():
        raise FileFault("Tệp rỗng.")
    ending = name.casefold().rpartition(".")[2]
    if ending in ("xlsm", "xltm", "xlam", "xlsb"):
        raise FileFault(MACROS)
    if content.startswith(OLE):
        raise FileFault(LOCKED if ENCRYPTED in content else OLD)
    if content.startswith(ZIP) and ending == "xlsx":
        return read_workbook(content)
    if ending == "csv" and not content.startswith((ZIP, b"%PDF", b"MZ", b"\x7fELF")):
        return [read_csv(content, name)]
    raise FileFault("Chỉ nhận tệp Excel .xlsx hoặc .csv. Tệp này là loại khác.")


def read_workbook(content: bytes) -> list[Grid]:
    """The sheets in their order, hidden ones marked."""
    package = Package(io.BytesIO(content))
    book = read_book(package)
    grids, room = [], MOST_CELLS
    for sheet in book.sheets:
        grid = Grid(sheet.name, hidden=sheet.hidden)
        cells = Cells(grid, book, room)
        package.hear(sheet.part, cells)
        room -= cells.count
        grids.append(grid)
    if not any(grid.rows for grid in grids):
        raise FileFault("Tệp không có số liệu nào.")
    return grids


def too_large(size: int) -> str:
    """The sentence for a file above the limit."""
    return f"Tệp nặng {-(-size // 2**20)} MB, nhiều nhất {LARGEST_FILE // 2**20} MB. Chỉ giữ bảng cần nhập rồi tải lên."
