"""The page that shows every component in every state."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.forms.gallery import SampleForm
from accounts.permissions import may_see_gallery

CELL_STATES = [
    ("", "", "Sạch: không dấu"),
    ("cs-saved", "", "Đã lưu trong phiên này"),
    ("cs-sending", "dots", "Đang gửi"),
    ("cs-wait", "clock", "Chờ gửi, mất mạng"),
    ("cs-fail", "redo", "Gửi lỗi, bấm để gửi lại"),
    ("cs-invalid", "x", "Bị từ chối, không lưu"),
    ("cs-warn", "alert", "Đã lưu, ngoài mức thường"),
    ("cs-locked", "lock", "Đã khóa, kèm lý do"),
]
VERDICTS = [
    ("MET", "Đạt"),
    ("NEARLY", "Cơ bản đạt"),
    ("NOT_MET", "Chưa đạt"),
    ("UNASSESSED", "Chưa đủ số liệu"),
    ("NA", "Không xét"),
]
BANDS = [("b1", "19"), ("b2", "15-18"), ("b3", "10-14"), ("b4", "5-9"), ("b5", "Dưới 5")]


def components(request: HttpRequest) -> HttpResponse:
    """Thành phần giao diện: each component once, in all its states."""
    if not may_see_gallery(request.user):
        raise Http404
    form = SampleForm({"day": "31/9/2017", "source": "bhxh", "unchanged": "on"})
    context = {"form": form, "states": CELL_STATES, "verdicts": VERDICTS, "bands": BANDS}
    return render(request, "accounts/gallery.html", context)
