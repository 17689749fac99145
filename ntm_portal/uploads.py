"""Files on their way in: measured and hashed piece by piece, never in memory, never more than the limit on disk."""

import hashlib

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
# What may stand around the file in the same request: its form fields.
FIELDS = MEGABYTE


def most_bytes() -> int:
    """The largest file that is taken."""
    return settings.EVIDENCE_MAX_MB * MEGABYTE


class Upload(TemporaryUploadedFile):
    """A file that came in. `size` is what was sent; above the limit its bytes were not kept."""

    sha256 = ""

    @property
    def is_too_large(self) -> bool:
        return self.size > most_bytes()


class BoundedUpload(FileUploadHandler):
    """For every request with files: refused by its announced length, and watched while it is read."""

    def handle_raw_input(self, input_data, META, content_length, *args, **kwargs):  # noqa: N803 - Django's own names
        if content_length > most_bytes() + FIELDS:
            raise RequestDataTooBig(f"A request of {content_length} bytes.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = Upload(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)
        self.found = hashlib.sha256()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= most_bytes():
            self.file.write(raw_data)
            self.found.update(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        self.file.size = file_size
        self.file.sha256 = self.found.hexdigest()
        return self.file

    def upload_interrupted(self):
        """The connection broke: what came so far goes."""
        if hasattr(self, "file"):
            self.file.close()
