"""One fault for each check of what the office wrote into its reports."""

from reports.enums import TextAct
from reports.models import PatternText, ReportText
from tests import build
from tests.reports.integrity_issued import FAULTS
from tests.reports.integrity_work import fault

__all__ = ["FAULTS"]


def written(cast) -> dict:
    """Who wrote a version, and when."""
    return {"written_by": cast.hanh, "written_at": build.moment("2017-09-20")}


@fault("report.pattern_unfit")
def pattern_unfit(cast):
    PatternText.objects.create(
        pattern="nhom", text="Nhóm {cu}: {ket_qua}.", revision=1, district=cast.hanh.unit, **written(cast),
    )  # fmt: skip


@fault("report.text_version_missing")
def text_version_missing(cast):
    ReportText.objects.create(
        period_code="thang-9-2017", begins_on="2017-09-01", slot="viet-de-xuat", act=TextAct.WRITE, text="Đề nghị.",
        revision=2, place=cast.hanh.unit, **written(cast),
    )  # fmt: skip
