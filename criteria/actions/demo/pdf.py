"""A page of plain text as the smallest honest PDF: no font inside, Vietnamese marks drawn onto Courier letters.

Every letter of Courier is equally wide, so a mark is simply printed over its letter, a little higher or lower.
"""

import unicodedata

SIZE, WIDTH, LEADING = 12, 7.2, 20
TOP, LEFT = 780, 60
# Combining marks: the code in Courier's own encoding, and how far it is raised over small and capital letters.
MARKS = {
    "\u0300": (0xC1, 0, 2.2),  # huyền
    "\u0301": (0xC2, 0, 2.2),  # sắc
    "\u0302": (0xC3, 0, 2.2),  # mũ
    "\u0303": (0xC4, 0, 2.2),  # ngã
    "\u0306": (0xC6, 0, 2.2),  # trăng
    "\u0309": (0x3F, 6.6, 8.6),  # hỏi
    "\u0323": (0x2E, -3.2, -3.2),  # nặng
    "\u031b": (0x27, 0, 0.8),  # móc
}
ABOVE_ANOTHER = 2.6
STROKE, BARRED = 0x2D, {"đ": "d", "Đ": "D"}
# Moved to the right, and drawn smaller: the horn sits beside its letter, hỏi is a small question mark.
ASIDE = {"\u031b": 3, "\u0309": 1.8}
SMALLER = {0x3F: 0.5}


def page(title: str, lines: list[str]) -> bytes:
    """One A4 page, the title first; whoever copies its text gets it with all marks."""
    written = [text for number, line in enumerate([title, "", *lines]) for text in _line(line, TOP - number * LEADING)]
    stream = "\n".join(["BT", f"/F1 {SIZE} Tf", *written, "ET"]).encode("ascii")
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 4 0 R >> >> >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Title <%s> >>" % _unicode(title).encode("ascii"),
        ]
    )


def _file(objects: list[bytes]) -> bytes:
    """The objects with the table that says where each begins."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table) + end % (count, count - 1, len(written))


def _line(text: str, height: float) -> list[str]:
    """The plain letters at one go, then each mark at its place."""
    plain = "".join(BARRED.get(letter, unicodedata.normalize("NFD", letter)[0]) for letter in text)
    shown = [
        f"/Span << /ActualText <{_unicode(text)}> >> BDC",
        f"1 0 0 1 {LEFT} {height} Tm <{plain.encode().hex()}> Tj",
    ]
    for place, letter in enumerate(text):
        for code, aside, up in _marks(letter):
            size, left = SMALLER.get(code, 1), LEFT + place * WIDTH + aside
            shown.append(f"{size} 0 0 {size} {left:g} {height + up:g} Tm <{code:02X}> Tj")
    return [*shown, "EMC"]


def _marks(letter: str) -> list[tuple[int, float, float]]:
    """(code, to the right, up) of each mark of a letter."""
    if letter in BARRED:
        return [(STROKE, *((1.2, 3.2) if letter == "đ" else (-1.8, 0.4)))]
    base, *marks = unicodedata.normalize("NFD", letter)
    found, stacked = [], 0
    for mark in marks:
        code, low, high = MARKS[mark]
        found.append((code, ASIDE.get(mark, 0), (high if base.isupper() else low) + stacked))
        stacked += ABOVE_ANOTHER if mark in "\u0302\u0306" else 0
    return found


def _unicode(text: str) -> str:
    return f"FEFF{text.encode('utf-16-be').hex().upper()}"
