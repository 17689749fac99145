"""A workbook written so that the same tables give the same bytes: no moment of writing stands in the file."""

import datetime as dt
import io
import zipfile

from openpyxl import Workbook

from reports.xlsx.writer import BookWriter

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


class SteadyZip(zipfile.ZipFile):
    """A zip whose entries all carry the same moment."""

    def writestr(self, name, data, compress_type=None, compresslevel=None):
        """Content under a name."""
        entry = zipfile.ZipInfo(name if isinstance(name, str) else name.filename, FIRST_MOMENT)
        entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
        super().writestr(entry, data, compresslevel=compresslevel)


def saved(book: Workbook, made_at: dt.datetime) -> bytes:
    """The workbook as bytes; openpyxl's own way to save writes the moment of saving."""
    book.properties.modified = book.properties.created = made_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    file = io.BytesIO()
    with SteadyZip(file, "w", zipfile.ZIP_DEFLATED) as archive:
        BookWriter(book, archive).save()
    return file.getvalue()
