"""One plan: read, its goal and measures written, moved along its way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from criteria.views.rulebook import permit, sent
from directives.actions.plan_steps import LineFaults, write_steps
from directives.actions.plans import StaleWrite, move_plan, write_plan
from directives.enums import PlanMove
from directives.forms.plan_steps import EMPTY_LINES, Names, StepsForm
from directives.forms.plans import AimForm, MoveForm, opened_with
from directives.models import ImprovementPlan
from directives.permissions import plan_side, plans_editable_by, plans_visible_to
from directives.rules.plan_states import NEEDS_REASON
from directives.tables.plan_page import PlanPage, departments_of, people_of, read_page, verdict_of
from ntm_portal import clock
from ntm_portal.vietnamese import lower_first

MOVES = {
    "duyet": PlanMove.APPROVE,
    "da-xem": PlanMove.SEE,
    "tra-lai": PlanMove.RETURN,
    "mo-lai": PlanMove.REVISE,
    "ket-thuc": PlanMove.CLOSE,
    "huy": PlanMove.CANCEL,
}
# What brings a plan on; the others hold it up.
FORWARD = (PlanMove.APPROVE, PlanMove.SEE, PlanMove.CLOSE)
WORD_OF = {move: word for word, move in MOVES.items()}
EXPLAINED = {
    PlanMove.APPROVE: "Kế hoạch có hiệu lực từ hôm nay: xã ghi tiến độ, văn phòng điều phối xem.",
    PlanMove.SEE: "Xã thấy văn phòng đã xem; ý kiến, nếu có, hiện ở đầu kế hoạch.",
    PlanMove.RETURN: "Kế hoạch mở lại cho xã sửa; lý do hiện ở đầu kế hoạch.",
    PlanMove.REVISE: "Kế hoạch trở lại bản nháp để sửa mục tiêu, giải pháp, rồi duyệt lại. Tiến độ đã ghi vẫn giữ.",
    PlanMove.CLOSE: "Ô đã đạt: kế hoạch kết thúc và được giữ lại để xem.",
    PlanMove.CANCEL: "Kế hoạch dừng và được giữ lại để xem; ô lại tính là chưa có kế hoạch.",
}
SAID = {
    PlanMove.APPROVE: "Đã duyệt kế hoạch {}. Văn phòng điều phối sẽ xem.",
    PlanMove.SEE: "Đã xác nhận văn phòng đã xem kế hoạch {}.",
    PlanMove.RETURN: "Đã trả lại kế hoạch {} cho xã.",
    PlanMove.REVISE: "Đã mở lại kế hoạch {} để sửa.",
    PlanMove.CLOSE: "Đã kết thúc kế hoạch {}.",
    PlanMove.CANCEL: "Đã hủy kế hoạch {}.",
}


@login_required
@require_safe
def plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The plan as it stands; whoever may write it types its measures right here."""
    found = plan_or_404(request, slug, number)
    page = page_of(request, found)
    return shown(request, page, steps_form(page) if page.may_write else None)


@login_required
def steps(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The measures sent as one list; with "thêm dòng" it only comes back longer."""
    found = plan_or_404(request, slug, number)
    if request.method != "POST":
        return redirect(f"{found.path}#giai-phap")
    page = page_of(request, found)
    permit(page.side is not None)
    form = steps_form(page, request)
    if request.POST.get("lam") == "them":
        form.add_lines(EMPTY_LINES)
        return shown(request, page, form)
    if form.is_valid():
        try:
            write_steps(plan=found, lines=form.lines, seen=form.seen, by=request.user, at=clock.now())
        except LineFaults as refused:
            form.take(refused)
            form.faults += refused.messages
        except StaleWrite as refused:
            form.clash(refused.messages, refused.theirs.version)
        else:
            messages.success(request, f"Đã lưu giải pháp của kế hoạch {found.subject_number}.")
            return redirect(f"{found.path}#giai-phap")
    return shown(request, page, form)


@login_required
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Thực trạng, mục tiêu, thời hạn; on top of another's save both versions stand side by side."""
    found = plan_or_404(request, slug, number)
    page = page_of(request, found)
    permit(page.may_write)
    form = AimForm(
        sent(request), initial=opened_with(found), is_whole=found.indicator_id is None, back=found.path, button="Lưu"
    )
    beside = []
    if form.is_valid():
        with form.refusals():
            try:
                write_plan(
                    plan=found, standing=form.cleaned_data["standing"], aim=form.aim,
                    seen=form.cleaned_data["seen"] or 0, by=request.user, at=clock.now(),
                )  # fmt: skip
                messages.success(request, f"Đã lưu kế hoạch {found.subject_number}.")
                return redirect(found.path)
            except StaleWrite as stale:
                beside = form.beside(stale)
    return render(request, "directives/plans/edit.html", {"page": page, "form": form, "beside": beside})


@login_required
def move(request: HttpRequest, slug: str, number: int, word: str) -> HttpResponse:
    """One move of the plan, with the words it needs."""
    found = plan_or_404(request, slug, number)
    page = page_of(request, found)
    asked = MOVES.get(word)
    permit(asked is not None and page.side is not None and (asked in page.moves or request.method == "POST"))
    form = MoveForm(
        sent(request), initial={"seen": found.version}, needs_reason=asked in NEEDS_REASON, back=found.path,
        button=asked.label,
    )  # fmt: skip
    if form.is_valid():
        with form.refusals():
            move_plan(
                plan=found, move=asked, by=request.user, at=clock.now(), today=clock.today(),
                verdict=verdict_of(found, clock.today()), seen=form.cleaned_data["seen"],
                note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, SAID[asked].format(f"{found.subject_number} {lower_first(found.unit.label)}"))
            return redirect(found.path)
    context = {"page": page, "form": form, "asked": asked, "explained": EXPLAINED[asked]}
    return render(request, "directives/plans/move.html", context)


def plan_or_404(request: HttpRequest, slug: str, number: int) -> ImprovementPlan:
    """A plan the reader may see, by its commune and its number there."""
    rows = plans_visible_to(request.user).with_names().select_related("unit__parent__parent", "copied_from__unit")
    return get_object_or_404(rows, unit__slug=slug, number=number)


def page_of(request: HttpRequest, found: ImprovementPlan) -> PlanPage:
    """The plan with what the reader may do: on plans he does not write he has no side."""
    own = plans_editable_by(request.user).filter(pk=found.pk).exists()
    return read_page(found, plan_side(request.user) if own else None, clock.today())


def steps_form(page: PlanPage, request: HttpRequest | None = None) -> StepsForm:
    """The list as it is opened, or as it was sent; people named before stay known when they have left their post."""
    today, rows = clock.today(), [shown.step for shown in page.steps]
    holders = [*people_of(page.plan.unit, today), *(step.holder for step in rows if step.holder)]
    names = Names.of(holders, departments_of(page.plan.unit))
    return StepsForm(page.plan, rows, names, today, request.POST if request else None)


def shown(request: HttpRequest, page: PlanPage, form: StepsForm | None) -> HttpResponse:
    """Draw the page of a plan."""
    moves = [(one, WORD_OF[one], one in FORWARD) for one in page.moves]
    context = {"page": page, "plan": page.plan, "form": form, "moves": moves, "today": clock.today()}
    return render(request, "directives/plans/plan.html", context)
