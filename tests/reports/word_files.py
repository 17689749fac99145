"""Word files as a reader takes them."""

import io

from docx import Document
from docx.oxml.ns import qn


def opened(content: bytes):
    """The document; blanks that only keep a line from ending there are read as blanks."""
    drawn = Document(io.BytesIO(content))
    for said in drawn.element.body.iter(qn("w:t")):
        said.text = said.text.replace("\u00a0", " ")
    return drawn
