"""A .csv file as a sheet: its letters, its separator, its cells. Everything in it is text."""

import csv
import io
from collections.abc import Iterator

from criteria.rules.imports.grid import TEXT, Grid, Written
from criteria.xlsx.limits import LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, FileFault, TooMuch

LETTERS = "Không đọc được chữ trong tệp. Lưu lại thành “CSV UTF-8” hoặc .xlsx rồi tải lên."
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATORS = ";\t,"
LOOKED_AT = 20
LONGEST_LINE = 100_000


def read_csv(content: bytes, name: str) -> Grid:
    """The one sheet of the file."""
    text = decoded(content)
    grid, count = Grid(name), 0
    for at, row in enumerate(rows_of(text), 1):
        if at > MOST_ROWS:
            raise TooMuch("dòng")
        cells = {column: Written(TEXT, cell[:LONGEST_TEXT]) for column, cell in enumerate(row, 1) if cell.strip()}
        if cells and max(cells) > MOST_COLUMNS:
            raise TooMuch("cột")
        count += len(cells)
        if count > MOST_CELLS:
            raise TooMuch("ô")
        if cells:
            grid.rows[at] = cells
    return grid


def decoded(content: bytes) -> str:
    """UTF-8 or UTF-16; else the code page in which Excel on Vietnamese Windows saves."""
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    for attempt in [encoding] if encoding else ["utf-8", "cp1258"]:
        try:
            text = content.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileFault(LETTERS)


def lines_of(text: str) -> Iterator[str]:
    """The lines of the file, none of them so long that its cells would fill the memory."""
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise TooMuch("chữ trên một dòng")
        yield line


def rows_of(text: str) -> Iterator[list[str]]:
    """The cells of each row, split at the sign that the first rows use most."""
    head = "\n".join(text.splitlines()[:LOOKED_AT])
    separator = max(SEPARATORS, key=head.count)
    try:
        yield from csv.reader(lines_of(text), delimiter=separator)
    except csv.Error as fault:
        raise FileFault("Tệp .csv bị hỏng. Lưu lại từ Excel thành .xlsx rồi tải lên.") from fault
