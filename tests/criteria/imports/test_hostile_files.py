"""Files made to hurt: refused with a sentence, within five seconds and three hundred megabytes.

Each is read in a process of its own, so that its memory can be measured; what it took stands in the
report of the run (--junitxml).
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from criteria.xlsx import limits
from tests.criteria.imports.books import by_hand

ROOT = Path(__file__).resolve().parents[3]
READ = """
import os, re, sys, time
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntm_portal.settings")
import django; django.setup()
from criteria.xlsx import FileFault, read_file
name, path = sys.argv[1:]
content = open(path, "rb").read()
begun = time.monotonic()
try:
    read_file(name, content)
    said = "read"
except FileFault as fault:
    said = str(fault)
took = time.monotonic() - begun
highest = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(took, int(highest) / 1024, said, sep="|")
"""
MACROS = "Tệp có macro."
UNSAFE = "Tệp có khai báo XML không an toàn nên bị từ chối."
ROW = '<row r="{}"><c r="A{}"><v>1</v></c></row>'
BILLION = "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' if at else '<!ENTITY l0 "ha ha ha ha ha">' for at in range(10)
)


def stuffed(name: str, begin: bytes, filling: bytes, times: int, end: bytes) -> bytes:
    """A workbook one part of which unpacks to very much."""
    kept = zipfile.ZipFile(io.BytesIO(by_hand("<sheetData/>")))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part in kept.namelist():
            if part != name:
                archive.writestr(part, kept.read(part))
        with archive.open(name, "w", force_zip64=True) as out:
            out.write(begin)
            for _ in range(times):
                out.write(filling)
            out.write(end)
    return file.getvalue()


def lying(content: bytes) -> bytes:
    """The same file whose directory says that its sheet is small."""
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    return content[: at + 24] + (1000).to_bytes(4, "little") + content[at + 28 :]


SHEET = "xl/worksheets/sheet1.xml"
SPACES = b" " * 2**20


def sheet_of(filling: bytes, times: int, begin: bytes = b"<worksheet>", end: bytes = b"</worksheet>") -> bytes:
    """A workbook whose one sheet holds the same thing very often."""
    return stuffed(SHEET, begin, filling, times, end)


def many_rows() -> bytes:
    return by_hand(f"<sheetData>{''.join(ROW.format(at, at) for at in range(1, 200_001))}</sheetData>")


def naming(entity: str, doctype: str) -> bytes:
    """A workbook in which a cell names an entity that the DOCTYPE declares."""
    return by_hand(f"<sheetData><row><c t='str'><v>&{entity};</v></c></row></sheetData>", before=doctype)


HOSTILE = {
    "a zip bomb": ("bom.xlsx", lambda: sheet_of(SPACES, 900), "Tệp có quá nhiều dữ liệu."),
    "a bomb with a lying directory": ("bom.xlsx", lambda: lying(sheet_of(SPACES, 200)), "Tệp "),
    "a bomb of words": (
        "chu.xlsx",
        lambda: stuffed("xl/sharedStrings.xml", b"<sst>", b"<si><t>a</t></si>" * 10_000, 120, b"</sst>"),
        "Tệp có quá nhiều chữ.",
    ),
    "a row without end": (
        "dai.xlsx",
        lambda: sheet_of(b"<c><v>1</v></c>" * 10_000, 150, b"<worksheet><row>", b"</row></worksheet>"),
        "Tệp có quá nhiều cột.",
    ),
    "one huge attribute": (
        "to.xlsx",
        lambda: sheet_of(b"a" * 2**20, 20, b'<worksheet a="', b'"></worksheet>'),
        "Tệp không có số liệu nào.",
    ),
    "two hundred thousand rows": (
        "nhieu.xlsx",
        many_rows,
        "Tệp có quá nhiều dòng. Chỉ giữ bảng cần nhập (nhiều nhất 15.000 dòng) rồi tải lên.",
    ),
    "a row far below": (
        "xa.xlsx",
        lambda: by_hand(f"<sheetData>{ROW.format(1048576, 1048576)}</sheetData>"),
        "Tệp có quá nhiều dòng.",
    ),
    "a billion laughs": ("cuoi.xlsx", lambda: naming("l9", f"<!DOCTYPE x [{BILLION}]>"), UNSAFE),
    "a file of the server": (
        "ngoai.xlsx",
        lambda: naming("x", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        UNSAFE,
    ),
    "a doctype from outside": (
        "dtd.xlsx",
        lambda: by_hand("<sheetData/>", before='<!DOCTYPE x SYSTEM "http://ma.example/x.dtd">'),
        UNSAFE,
    ),
    "macros by name": ("bang.xlsm", lambda: by_hand("<sheetData/>"), MACROS),
    "macros under another name": ("bang.xlsx", lambda: by_hand("<sheetData/>", {"xl/vbaProject.bin": "x"}), MACROS),
    "fifty megabytes": (
        "nang.xlsx",
        lambda: b"PK\x03\x04" + b"\x00" * (50 * 2**20),
        "Tệp nặng 51 MB, nhiều nhất 10 MB.",
    ),
    "fifty thousand parts": (
        "phan.xlsx",
        lambda: by_hand("<sheetData/>", {f"p{at}": "" for at in range(50_000)}),
        "Tệp có quá nhiều phần.",
    ),
    "two hundred thousand lines of csv": ("dai.csv", lambda: b"Xuan Tan;1\n" * 200_000, "Tệp có quá nhiều dòng."),
    "a line of csv without end": ("rong.csv", lambda: b"1;" * 4_000_000, "Tệp có quá nhiều chữ trên một dòng."),
    "a wide csv": ("rong.csv", lambda: b"1;" * 20_000, "Tệp có quá nhiều cột."),
    "a full csv": ("day.csv", lambda: (b"1;" * 390 + b"1\n") * 5_000, "Tệp có quá nhiều ô."),
    "a program": ("virus.csv", lambda: b"MZ" + b"\x90" * 1000, "Chỉ nhận tệp Excel .xlsx hoặc .csv."),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured on Linux only")
@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE.get)
def test_a_hostile_file_is_refused_in_time_and_in_little_memory(case, tmp_path, record_property):
    name, make, sentence = HOSTILE[case]
    path = tmp_path / "tep"
    path.write_bytes(make())
    command = [sys.executable, "-W", "ignore", "-c", READ, name, str(path)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout
    seconds, megabytes, said = told.strip().split("|")
    record_property("took", f"{seconds} s, {megabytes} MB")
    assert said.startswith(sentence)
    assert float(seconds) < 5
    assert float(megabytes) < 300


def test_the_limits_leave_room_for_a_province():
    """229 communes by 49 indicators on a hidden sheet: 11.221 rows."""
    assert limits.MOST_ROWS >= 229 * 50
