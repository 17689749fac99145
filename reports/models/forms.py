"""What the office prints on its forms instead of what the portal ships."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from reports.rules.form_settings import commune_key, keys, setting_faults, shipped_number

TEXTS = ("number", "title", "place_title", "issuer", "place_line")
SIGNERS = tuple(f"{side}_{part}" for side in ("left", "right") for part in ("post", "how", "name"))


class FormSetting(models.Model):
    """Cách in của một biểu: number, title, issuing body, signers, place line. An empty box prints what is shipped.

    Not dated: the words of a form change with the office, not with the figures; an issued report keeps its own.
    """

    form = models.CharField("biểu", max_length=20, unique=True, error_messages={"unique": "Biểu này đã có cách in."})
    number = models.CharField("số biểu", max_length=4, blank=True)
    title = models.CharField("tên biểu", max_length=250, blank=True, help_text="Chữ hoa. {DISTRICT}: tên huyện.")
    place_title = models.CharField(
        "tên biểu khi lập cho một xã", max_length=250, blank=True, help_text="Chữ hoa. {COMMUNE}: tên xã, thị trấn."
    )
    issuer = models.TextField("cơ quan ban hành", max_length=250, blank=True, help_text="Mỗi dòng một cấp.")
    place_line = models.CharField(
        "dòng địa danh, ngày", max_length=120, blank=True, help_text="{Place}: địa danh; {year}: năm."
    )
    left_post = models.CharField("bên trái: chức danh", max_length=60, blank=True)
    left_how = models.CharField("bên trái: cách ký", max_length=60, blank=True)
    left_name = models.CharField("bên trái: họ tên", max_length=60, blank=True)
    right_post = models.CharField("bên phải: chức danh", max_length=60, blank=True)
    right_how = models.CharField("bên phải: cách ký", max_length=60, blank=True)
    right_name = models.CharField("bên phải: họ tên", max_length=60, blank=True)

    history = HistoricalRecords(verbose_name="lịch sử cách in của biểu")

    class Meta:
        verbose_name = "cách in của biểu"
        verbose_name_plural = "cách in của các biểu"
        ordering = ["form"]

    def __str__(self) -> str:
        return keys().get(self.form, self.form)

    def clean(self):
        """Every fault at its box."""
        if self.form not in keys():
            raise ValidationError({"form": "Không có biểu này."})
        typed = {name: getattr(self, name) for name in TEXTS}
        faults = setting_faults(self.form, typed, numbers_of_others(self.form))
        if faults:
            raise ValidationError(faults)


def numbers_of_others(key: str) -> set[str]:
    """The numbers that other forms bear; Biểu 11 of the district and of a commune may share theirs."""
    own = {row.form: row.number for row in FormSetting.objects.exclude(number="")}
    twins = {key, commune_key(key), key.removesuffix("-xa")}
    return {own.get(other) or shipped_number(other) for other in keys() if other not in twins}
