"""What an office prints at the foot of its reports and letters instead of what the portal ships."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from reports.rules.letterheads import letterhead_faults, letterhead_keys


class LetterheadSetting(models.Model):
    """Nơi nhận, người ký của báo cáo, công văn của một cơ quan. An empty box prints what is shipped.

    Not dated, as `FormSetting`: a report that was issued keeps its own files.
    """

    paper = models.CharField(
        "văn bản", max_length=60, unique=True, error_messages={"unique": "Văn bản này đã có nơi nhận, người ký."}
    )  # fmt: skip
    copies = models.TextField("nơi nhận", max_length=600, blank=True, help_text="Mỗi dòng một nơi; cổng tự thêm dấu.")
    authority = models.CharField("ký thay mặt, ký thay", max_length=60, blank=True)
    signer = models.CharField("chức danh người ký", max_length=60, blank=True)

    history = HistoricalRecords(verbose_name="lịch sử nơi nhận, người ký")

    class Meta:
        verbose_name = "nơi nhận, người ký của văn bản"
        verbose_name_plural = "nơi nhận, người ký của các văn bản"
        ordering = ["paper"]

    def __str__(self) -> str:
        return letterhead_keys().get(self.paper, self.paper)

    def clean(self):
        """Every fault at its box."""
        if self.paper not in letterhead_keys():
            raise ValidationError({"paper": "Không có văn bản này."})
        if faults := letterhead_faults({"copies": self.copies}):
            raise ValidationError(faults)
