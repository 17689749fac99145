"""Official documents as Word files that can be signed as they are: one module for each part of the page.

The same letter gives the same bytes: nothing in the file comes from a clock.
"""

import io
import zipfile
from collections.abc import Sequence

from docx import Document

from reports.docx.body import write_body
from reports.docx.header import write_header
from reports.docx.packing import packed, zipped
from reports.docx.page import set_page
from reports.docx.sheet import write_sections
from reports.docx.signature import write_signature
from reports.rules.papers import Letter
from reports.rules.sheet_paper import Paper

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP_TYPE = "application/zip"


def document(letter: Letter) -> bytes:
    """One letter as a Word file."""
    drawn = Document()
    set_page(drawn, letter)
    write_header(drawn, letter)
    write_body(drawn, letter)
    write_signature(drawn, letter)
    file = io.BytesIO()
    drawn.save(file)
    return packed(file)


def sheet(paper: Paper) -> bytes:
    """One document with a title and sections as a Word file."""
    drawn = Document()
    set_page(drawn, paper)
    write_header(drawn, paper)
    write_sections(drawn, paper)
    write_signature(drawn, paper)
    file = io.BytesIO()
    drawn.save(file)
    return packed(file)


def documents(letters: Sequence[Letter]) -> bytes:
    """Several letters, each as its own Word file, in one zip."""
    return zipped([(f"{letter.file}.docx", document(letter)) for letter in letters], zipfile.ZIP_STORED)
