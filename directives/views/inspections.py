"""Kiểm tra, giám sát: the list, planning, one visit, and its steps."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import communes_visible_to, may_see_history
from communes.enums import Level
from criteria.forms.rulebook import RulebookForm
from criteria.models import Criterion, Indicator
from criteria.status import current_set
from criteria.views.rulebook import permit, sent
from directives.actions.inspections import (
    add_item,
    add_supplement,
    cancel_visit,
    close_inspection,
    draft_minutes,
    minutes_of,
    move_visit,
    plan_visits,
    sign_minutes,
)
from directives.enums import InspectionAct, InspectionState
from directives.forms.inspections import CancelForm, ItemForm, MoveForm, PlanForm, SignForm, SupplementForm
from directives.models import Inspection
from directives.permissions import (
    inspections_visible_to,
    inspections_writable_by,
    kinds_open_to,
    may_confirm_overturn,
    may_inspect,
    may_open_papers,
    may_read_minutes,
    may_write_minutes,
    teams_open_to,
)
from directives.rules.inspections import WRITABLE, minutes_faults, move_fault
from directives.tables.checklist import checked_lines, minutes_boxes, request_lines
from directives.tables.inspections import STATE_TAGS
from directives.tables.pointers import pointed
from directives.tables.visit_list import KINDS, STATES, VisitsAsked, visit_list
from ntm_portal import clock
from ntm_portal.vietnamese import counted, day

HOME = "/kiem-tra/"
PER_PAGE = 50


@login_required
@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """Every visit the reader may see, overdue requests first; which places nobody has visited yet."""
    read = visit_list(request.user, VisitsAsked.of(request.GET), clock.today())
    context = {
        "read": read,
        "page": Paginator(read.lines, PER_PAGE).get_page(request.GET.get("trang")),
        "kinds": [(key, kind.label) for key, kind in KINDS.items()],
        "states": [(key, state.label) for key, state in STATES.items()],
        "may_inspect": may_inspect(request.user),
    }
    return render(request, "directives/inspections.html", context)


def points_today() -> Sequence[Criterion]:
    """The criteria that judge communes today, with their indicators."""
    judging = current_set(Level.COMMUNE, clock.today())
    rows = Criterion.objects.filter(criteria_set=judging).order_by("number")
    return list(rows.prefetch_related(Prefetch("indicators", Indicator.objects.order_by("display_order"))))


@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """Lập lịch kiểm tra for one place or several at once."""
    user, today = request.user, clock.today()
    permit(may_inspect(user))
    form = PlanForm(
        sent(request), kinds=kinds_open_to(user), teams=teams_open_to(user), criteria=points_today(),
        units=list(communes_visible_to(user).valid_on(today).in_order()), back=HOME, button="Lập lịch",
        initial={"planned_on": day(today), "units": request.GET.getlist("xa")},
    )  # fmt: skip
    if form.is_valid():
        with form.refusals():
            token = form.cleaned_data["token"] or f"{clock.now():%Y%m%d%H%M%S%f}"
            made = plan_visits(units=form.places(), visit=form.visit(), token=token, by=user, at=clock.now())
            messages.success(request, f"Đã lập lịch kiểm tra {counted(len(made))} đơn vị.")
            return redirect(made[0].href if len(made) == 1 else HOME)
    return render(request, "directives/inspection_plan.html", {"form": form, "chosen": form.chosen("cells")})


def inspection_or_404(request: HttpRequest, pk: int, *, to_write: bool = False) -> Inspection:
    """One visit the reader may see, or write."""
    rows = inspections_writable_by(request.user) if to_write else inspections_visible_to(request.user)
    return get_object_or_404(rows.select_related("unit__parent__parent", "planned_by"), pk=pk)


@login_required
@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: its plan, what was found beside what stands officially, its requests, its trail."""
    found, today = inspection_or_404(request, pk), clock.today()
    writes = may_write_minutes(request.user, found)
    reads = may_read_minutes(request.user, found)
    lines = pointed(checked_lines(found, today), request.user, found, today)
    requests = (
        found.requests.select_related("department", "inspection__unit")
        .prefetch_related("steps")
        .order_by("due_on", "pk")
    )
    context = {
        "inspection": found,
        "tag": STATE_TAGS[InspectionState(found.state)],
        "boxes": minutes_boxes(found),
        "lines": lines,
        "requests": request_lines(list(requests), today, request.user) if reads else [],
        "steps": list(found.steps.select_related("by")),
        "reads": reads,
        "opens_papers": may_open_papers(request.user, found),
        "writes": writes and found.state in WRITABLE,
        "lacking": minutes_faults(minutes_of(found)) if writes and found.state in WRITABLE else [],
        "acts": {"proposes": writes and reads and found.state != InspectionState.CANCELLED}
        | {
            act.value.lower(): writes and not move_fault(act, found.state)
            for act in InspectionAct
            if act != InspectionAct.PLAN
        },
        "confirms": may_confirm_overturn(request.user, found.unit),
        "tells_history": may_see_history(request.user),
    }
    return render(request, "directives/inspection.html", context)


def stepped(request: HttpRequest, pk: int, act: Callable, words: str, **given) -> HttpResponse:
    """Take a step that needs no words; what stands against it is said on the page of the visit."""
    found = inspection_or_404(request, pk, to_write=True)
    try:
        act(inspection=found, by=request.user, at=clock.now(), **given)
        messages.success(request, words)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages), extra_tags="callout-bad")
    return redirect(found.href)


@login_required
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Hoàn thành dự thảo: the place may read it now."""
    return stepped(request, pk, draft_minutes, "Đã hoàn thành dự thảo. In biên bản để hai bên ký.")


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc đợt kiểm tra."""
    return stepped(request, pk, close_inspection, "Đã kết thúc đợt kiểm tra.")


def worded(
    request: HttpRequest, pk: int, act: InspectionAct, form_of: Callable[..., RulebookForm], write: Callable, done: str
) -> HttpResponse:
    """A step with a form of its own, on the page that says what it means."""
    found = inspection_or_404(request, pk, to_write=True)
    if move_fault(act, found.state):
        return redirect(found.href)  # pressed twice, or somebody else took the step meanwhile
    form = form_of(found, sent(request))
    if form.is_valid():
        with form.refusals():
            write(inspection=found, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, done)
            return redirect(found.href)
    return render(request, "directives/inspection_step.html", {"inspection": found, "form": form, "act": act.label})


@login_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi nhận hai bên đã ký bản giấy."""

    def form_of(found: Inspection, data) -> SignForm:
        first = {member.side: member.name for member in reversed(found.members.all())}
        initial = {"team_signer": first.get("TEAM"), "unit_signer": first.get("UNIT"), "signed_on": day(found.day)}
        return SignForm(data, initial=initial, back=found.href, button="Ghi nhận đã ký")

    def write(**given) -> Inspection:
        return sign_minutes(**given, today=clock.today())

    return worded(
        request, pk, InspectionAct.SIGN, form_of, write, "Đã ghi nhận hai bên ký. Biên bản không sửa được nữa."
    )


@login_required
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi bổ sung vào biên bản đã ký."""

    def form_of(found: Inspection, data) -> SupplementForm:
        return SupplementForm(data, back=found.href, button="Ghi bổ sung")

    return worded(request, pk, InspectionAct.SUPPLEMENT, form_of, add_supplement, "Đã ghi bổ sung.")


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Hủy lịch kiểm tra, with the reason."""

    def form_of(found: Inspection, data) -> CancelForm:
        return CancelForm(data, back=found.href, button="Hủy lịch")

    return worded(request, pk, InspectionAct.CANCEL, form_of, cancel_visit, "Đã hủy lịch kiểm tra.")


@login_required
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """Dời lịch kiểm tra to another day; refused where somebody else moved it meanwhile."""
    found = inspection_or_404(request, pk, to_write=True)
    if move_fault(InspectionAct.MOVE, found.state):
        return redirect(found.href)  # the visit has begun or was called off meanwhile
    initial = {"seen_on": day(found.planned_on)}
    form = MoveForm(sent(request), initial=initial, back=found.href, button="Dời lịch")
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            move_visit(inspection=found, by=request.user, at=clock.now(), today=clock.today(), **given)
            messages.success(request, f"Đã dời lịch kiểm tra đến ngày {day(given['to_on'])}.")
            return redirect(found.href)
        form.look_again(day(found.planned_on))
    context = {"inspection": found, "form": form, "act": InspectionAct.MOVE.label}
    return render(request, "directives/inspection_step.html", context)


@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm nội dung kiểm tra while the minutes are open."""
    found = inspection_or_404(request, pk, to_write=True)
    if found.state not in WRITABLE and request.method != "POST":
        return redirect(found.href)
    form = ItemForm(sent(request), criteria=points_today(), back=f"{found.href}ghi/", button="Thêm nội dung")
    if form.is_valid():
        with form.refusals():
            made = add_item(inspection=found, by=request.user, at=clock.now(), **form.point())
            messages.success(request, f"Đã thêm {made.label}.")
            return redirect(f"{found.href}ghi/#muc-{made.pk}")
    context = {"inspection": found, "form": form, "act": "Thêm nội dung kiểm tra"}
    return render(request, "directives/inspection_step.html", context)
