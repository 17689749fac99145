"""Thu hồi: a report that was issued is taken back without another in its place; the report itself stays as it was."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from ntm_portal.vietnamese import day
from reports.models.issued import IssuedReport


class IssuedWithdrawal(models.Model):
    """That an issued report was taken back: by which paper, why, who entered it and when. Added and never changed."""

    report = models.OneToOneField(IssuedReport, models.PROTECT, related_name="withdrawal", verbose_name="báo cáo")
    number = models.CharField("số, ký hiệu văn bản thu hồi", max_length=60)
    decided_on = models.DateField("ngày văn bản thu hồi")
    reason = models.CharField("lý do thu hồi", max_length=300)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    withdrawn_at = models.DateTimeField("ghi lúc")
    search_name = models.CharField("tên để tìm", max_length=400, editable=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "thu hồi báo cáo"
        verbose_name_plural = "thu hồi báo cáo"
        constraints = [
            models.CheckConstraint(
                name="withdrawal_has_paper_and_reason",
                condition=~Q(number="") & ~Q(reason=""),
                violation_error_message="Thu hồi báo cáo phải có số văn bản và lý do.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """The paper as it is cited: "số 47/TB-VPĐP ngày 28/9/2017"."""
        return f"số {self.number} ngày {day(self.decided_on)}"
