"""Cập nhật số liệu: the chooser, the sheet of a commune and the sheet of the district."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html, format_html_join

from accounts.models import User
from accounts.permissions import communes_editable_by, district_editable_by, is_commune_user, is_sector, stages_open_to
from communes.enums import Level
from communes.models import Unit
from criteria.enums import Stage
from criteria.forms.entry import SheetForm, Stored
from criteria.forms.sheet_rows import Page, rows_html
from criteria.models.settings import settings_at
from criteria.permissions import leads_poverty
from criteria.rules.ages import AgeLevels
from criteria.tables.chooser import places_to_fill
from criteria.tables.proofs import of_side, place_proofs, read_proofs
from criteria.tables.sheet import progress_of
from ntm_portal import clock
from ntm_portal.vietnamese import counted, lower_first

STAGES = {
    "tu-danh-gia": Stage.SELF,
    "tham-tra": Stage.VERIFIED,
    "phuc-tra": Stage.RECHECK,
    "tham-dinh": Stage.APPRAISED,
}
STAGE_HEADINGS = {
    Stage.SELF: "Tự đánh giá",
    Stage.VERIFIED: "Thẩm tra",
    Stage.RECHECK: "Phúc tra",
    Stage.APPRAISED: "Thẩm định",
}
STORE_RIGHT_ONES, CHECK_ONLY = "dung", "kiem-tra"


@dataclass(frozen=True, slots=True)
class StageLink:
    """One of the stages the user may record at, as a link of the sheet."""

    word: str
    label: str
    is_current: bool


@login_required
def choose_place(request: HttpRequest) -> HttpResponse:
    """Which commune to fill in; people of a commune are led straight to their own."""
    today = clock.today()
    communes = communes_editable_by(request.user).valid_on(today).in_order()
    if is_commune_user(request.user):
        return redirect(f"/cap-nhat/{get_object_or_404(communes).slug}/")
    district = district_editable_by(request.user).first()
    if not communes and not district:
        raise Http404
    ages = AgeLevels.on(today, settings_at())
    context = {
        "places": places_to_fill(communes, district, request.user, ages),
        "today": today,
        "stale_months": ages.stale_months,
        "counts_poor": leads_poverty(request.user),
    }
    return render(request, "criteria/entry_chooser.html", context)


@login_required
def commune_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The 49 indicators of one commune, as in Biểu 01."""
    unit = get_object_or_404(communes_editable_by(request.user).valid_on(clock.today()), slug=slug)
    return answer(request, unit, slug)


@login_required
def district_sheet(request: HttpRequest) -> HttpResponse:
    """The 14 indicators of the district itself."""
    return answer(request, get_object_or_404(district_editable_by(request.user)), "huyen")


def answer(request: HttpRequest, unit: Unit, place: str) -> HttpResponse:
    """Draw the sheet; or check what was typed and store it when it is right."""
    stage = asked_stage(request, unit)
    form = SheetForm(
        unit=unit,
        by=request.user,
        stage=stage,
        today=clock.today(),
        data=request.POST if request.method == "POST" else None,
        prefilled="dien" in request.GET,
    )
    if request.method == "POST" and send(request, form):
        return redirect(request.get_full_path())
    return render(request, "criteria/entry.html", sheet_context(request, form, place))


def asked_stage(request: HttpRequest, unit: Unit) -> Stage:
    """The stage of the address, or the user's usual one; a stage that is not his does not exist."""
    allowed = stages_open_to(request.user, unit)
    stage = STAGES.get(request.GET["buoc"]) if "buoc" in request.GET else next(iter(allowed), None)
    if stage is None or stage not in allowed:
        raise Http404
    return Stage(stage)


def send(request: HttpRequest, form: SheetForm) -> bool:
    """Store what may be stored and say so; True when nothing is left on the sheet."""
    at = clock.now()
    form.check(at)
    asked = request.POST.get("luu")
    if not form.rows and not form.common.faults:
        messages.info(request, "Chưa có dòng nào được sửa, không có gì để lưu.")
    if asked == CHECK_ONLY or not form.may_store(asked == STORE_RIGHT_ONES):
        return False
    stored = form.store(at)
    if stored is None:
        return False
    tell(request, form, stored)
    return not form.rows


def tell(request: HttpRequest, form: SheetForm, stored: Stored) -> None:
    """What was stored, what it changed, what is odd about it."""
    if stored.repeated:
        messages.info(request, f"{counted(stored.repeated)} dòng đã được lưu từ lần gửi trước, không ghi thêm lần nữa.")
    if stored.findings:
        changes = format_html_join(
            "", " {}: {} → {}.", ((c.subject, c.before.label, c.after.label) for c in stored.changes)
        )
        link = "/huyen/" if form.is_district else f"/xa/{form.unit.slug}/"
        text = format_html(
            'Đã lưu {} chỉ tiêu của {}.{} <a href="{}">Xem trang kết quả</a>',
            counted(len(stored.findings)),
            lower_first(form.unit.label),
            changes or " Đánh giá chính thức không đổi.",
            link,
        )
        messages.success(request, text)
    for warning in stored.warnings:
        messages.warning(request, warning)


def sheet_context(request: HttpRequest, form: SheetForm, place: str) -> dict:
    """What the page of a sheet shows besides its rows."""
    own_word = "huyện" if form.is_district else "xã"
    settings = settings_at()
    proofs = read_proofs(of_side(form.lines), form.today, settings)
    rows = {row.line.indicator.id: row for row in form.rows}
    page = Page(place, own_word, AgeLevels.on(form.today, settings), form.rendered, rows, proofs, form.locks.answers)
    numbers = {line.indicator.id: line.label.number for line in form.lines if line.entered}
    return {
        "unit": form.unit,
        "form": form,
        "place": place,
        "heading": STAGE_HEADINGS[form.stage],
        "stages": stage_links(request.user, form.unit, form.stage),
        "progress": progress_of(form.criteria),
        "proofs": place_proofs(proofs, numbers),
        "rows": rows_html(form.criteria, page),
        "prefilled": "dien" in request.GET,
        "may_finish": leads_to_sending(request.user, form.unit, form.stage),
        "stage_word": next(word for word, stage in STAGES.items() if stage == form.stage),
    }


def leads_to_sending(user: User, unit: Unit, stage: Stage) -> bool:
    """The sheet is the commune's own word, and who types in it may go on to Gửi huyện."""
    return stage == Stage.SELF and unit.level == Level.COMMUNE and not is_sector(user)


def stage_links(user: User, unit: Unit, current: Stage) -> list[StageLink]:
    """The switch between stages; empty for those who have only one."""
    words = {stage: word for word, stage in STAGES.items()}
    allowed = [Stage(stage) for stage in stages_open_to(user, unit)]
    if len(allowed) < 2:
        return []
    on_behalf = " thay xã" * (unit.level == Level.COMMUNE)
    return [
        StageLink(words[stage], STAGE_HEADINGS[stage] + on_behalf * (stage == Stage.SELF), stage == current)
        for stage in allowed
    ]
