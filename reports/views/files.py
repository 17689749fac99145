"""Word files as an answer."""

from collections.abc import Sequence

from django.http import HttpResponse

from reports.docx import CONTENT_TYPE, ZIP_TYPE, document, documents
from reports.rules.papers import Letter


def word_file(letters: Sequence[Letter]) -> HttpResponse:
    """One Word file, or all of them in a zip; a browser keeps no copy."""
    if len(letters) == 1:
        name, kind, content = f"{letters[0].file}.docx", CONTENT_TYPE, document(letters[0])
    else:
        stem, _, month = letters[0].file.rpartition("_")
        name, kind = f"{stem.partition('_')[0]}_{month}.zip", ZIP_TYPE
        content = documents(letters)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
