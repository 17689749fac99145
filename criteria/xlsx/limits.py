"""How much of a file is read, and the sentence for a file that is not."""

from ntm_portal.vietnamese import number

LARGEST_FILE = 10 * 2**20
LARGEST_PART = 24 * 2**20  # one sheet or word list, unpacked
MOST_PARTS = 2_000
MOST_SHEETS = 12
MOST_ROWS = 15_000
MOST_COLUMNS = 400
MOST_CELLS = 250_000
MOST_WORDS = 200_000
LONGEST_TEXT = 2_000
CHUNK = 2**18


class FileFault(ValueError):
    """A file that is not read; the message says why and what to do."""


class TooMuch(FileFault):
    """More than a table of the office can hold."""

    def __init__(self, what: str):
        most = f"nhiều nhất {number(MOST_ROWS)} dòng"
        super().__init__(f"Tệp có quá nhiều {what}. Chỉ giữ bảng cần nhập ({most}) rồi tải lên.")
