"""Another program opens our files: LibreOffice, run once for a file, with a profile of its own."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path


def office_at(folder: Path) -> Callable[[bytes, str], bytes]:
    """Hands a file to LibreOffice and gives back the one it made of it."""

    def convert(content: bytes, kind: str, source: str = "bieu.xlsx") -> bytes:
        given, made = folder / source, folder / "made"
        given.write_bytes(unreckoned(content) if given.suffix == ".xlsx" else content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(made), str(given)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return (made / f"{given.stem}.{kind}").read_bytes()

    return convert


def unreckoned(content: bytes) -> bytes:
    """The workbook without what its formulas give: LibreOffice would believe it and reckon nothing itself."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as copied:
        for entry in book.infolist():
            part = book.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                part = re.sub(rb'(?: t="str")?(><f>[^<]*</f>)<v>[^<]*</v>', rb"\1<v/>", part)
            copied.writestr(entry, part)
    return bare.getvalue()


def set_as_pdf(folder: Path, which: str) -> list[Path]:
    """Several files of a folder set by LibreOffice in one run."""
    profile, made = f"-env:UserInstallation={(folder / 'profile').as_uri()}", folder / "made"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(made), *folder.glob(which)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return sorted(made.glob("*.pdf"))


def pages(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each page in points."""
    boxes = re.findall(rb"/Type\s*/Page\b(?!s).*?/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf, re.DOTALL)
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


def leaves(pdf: bytes, folder: Path) -> list[str]:
    """The words of each page, laid out as they stand; needs pdftotext."""
    paper = folder / "read.pdf"
    paper.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True)
    return read.stdout.decode().split("\f")[:-1]
