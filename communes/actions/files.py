"""Read a file somebody hands over: bounded, in UTF-8, and with a sentence when it does not fit."""

import gzip
import zlib
from pathlib import Path

from communes.rules.rows import FileFault

MEGABYTE = 1024 * 1024


def read_text(path: str, *, megabytes: int) -> str:
    """The text of a plain or gzipped file, at most so many megabytes after unpacking."""
    opener = gzip.open if path.endswith(".gz") else open
    try:
        with opener(Path(path), "rb") as file:
            content = file.read(megabytes * MEGABYTE + 1)
    except FileNotFoundError as fault:
        raise FileFault(f"Không có tệp {path}.") from fault
    except (OSError, EOFError, zlib.error) as fault:
        raise FileFault(f"Không đọc được tệp {path}.") from fault
    if len(content) > megabytes * MEGABYTE:
        raise FileFault(f"Tệp lớn hơn {megabytes} MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FileFault("Tệp không phải văn bản UTF-8.") from fault
