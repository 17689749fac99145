"""Nạp Biểu 11: the file is read and compared, then written as a whole."""

from secrets import token_hex

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from communes.models import Unit
from criteria.forms.imports import UploadForm
from criteria.xlsx import FileFault, read_file
from directives.actions.plan_import import Proposal, apply_file, preview_file
from directives.enums import PlanFileHeap
from directives.permissions import planning_units
from directives.rules.plan_file import PlanFile, PlanFileFault, read_plan_file
from ntm_portal import clock
from ntm_portal.vietnamese import counted

SALT = "bieu-11"
MEANING = {
    PlanFileHeap.NEW: "giải pháp chưa có, sẽ thêm",
    PlanFileHeap.CHANGED: "khác số đang có, sẽ ghi",
    PlanFileHeap.REFUSED: "không ghi, xem lý do",
    PlanFileHeap.SAME: "giống số đang có",
}


@login_required
def load(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file, look at what it would do, write it."""
    unit = get_object_or_404(planning_units(request.user).valid_on(clock.today()), slug=slug)
    if request.method == "POST" and "goi" in request.POST:
        return apply(request, unit)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, back=f"/ke-hoach/{slug}/", button="Xem trước")
    if form.is_valid():
        with form.refusals():
            file = opened(form.cleaned_data["tep"])
            found = preview_file(unit=unit, file=file, by=request.user, today=clock.today())
            return previewed(request, unit, file, found, form.cleaned_data["tep"].name)
    return render(request, "directives/plans/load.html", {"unit": unit, "form": form})


def opened(upload) -> PlanFile:
    """The lines of the file, or the sentence that says why it is not read."""
    try:
        return read_plan_file(read_file(upload.name, upload.read()))
    except (FileFault, PlanFileFault) as fault:
        raise ValidationError({"tep": str(fault)}) from fault


def previewed(request: HttpRequest, unit: Unit, file: PlanFile, found: list[Proposal], name: str) -> HttpResponse:
    """What the file would do, by heaps; the file itself travels signed in the page."""
    sections = [(heap, MEANING[heap], [one for one in found if one.heap == heap]) for heap in MEANING]
    packed = signing.dumps({"file": file.plain(), "token": token_hex(8)}, salt=SALT, compress=True)
    context = {
        "unit": unit,
        "name": name,
        "sections": [section for section in sections if section[2]],
        "acting": sum(one.heap in (PlanFileHeap.NEW, PlanFileHeap.CHANGED) for one in found),
        "packed": packed,
    }
    return render(request, "directives/plans/preview.html", context)


def apply(request: HttpRequest, unit: Unit) -> HttpResponse:
    """Write what was previewed, or say what has changed since."""
    back = f"/ke-hoach/{unit.slug}/"
    try:
        stored = signing.loads(request.POST["goi"], salt=SALT, max_age=24 * 3600)
        count = apply_file(
            unit=unit, file=PlanFile.of_plain(stored["file"]), by=request.user, at=clock.now(), today=clock.today(),
            token=stored["token"],
        )  # fmt: skip
    except signing.BadSignature:
        messages.warning(request, "Lần xem trước đã quá một ngày hoặc không còn nguyên: nạp lại tệp.")
        return redirect(f"{back}nap/")
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect(back)
    messages.success(request, f"Đã ghi {counted(count)} dòng của Biểu 11.")
    return redirect(back)
