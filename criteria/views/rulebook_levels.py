"""Nhập, sửa, rút, đối chiếu: the four things that can happen to a required level."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import district_of, may_confirm_targets, may_type_targets
from criteria.actions.targets import confirm_target, correct_target, record_target, withdraw_target
from criteria.forms.rulebook import (
    ConfirmLevelForm,
    CorrectLevelForm,
    RulebookForm,
    TypeLevelForm,
    WithdrawLevelForm,
    place_choices,
)
from criteria.models import CriteriaSet, Indicator, Target
from criteria.tables.rulebook_indicator import one_line
from criteria.views.rulebook import indicator_or_404, permit, sent
from ntm_portal import clock


@login_required
def type_level(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Nhập mức của tỉnh for one indicator."""
    permit(may_type_targets(request.user))
    indicator = indicator_or_404(code, number)
    province = district_of(request.user).province
    overlay = CriteriaSet.objects.overlaying(indicator.criterion.criteria_set, province.code).first()
    form = TypeLevelForm(
        sent(request),
        indicator=indicator,
        places=place_choices(province, wide=may_confirm_targets(request.user)),
        initial={"year_from": clock.today().year, "source": f"Quyết định {overlay.decision}" if overlay else ""},
        back=path_of(indicator),
        button="Lưu mức yêu cầu",
    )
    if form.is_valid():
        with form.refusals():
            record_target(indicator=indicator, by=request.user, at=clock.now(), **form.typed(overlay=overlay))
            return done(request, indicator, "Đã ghi mức yêu cầu.")
    return draw(request, form, indicator, "Nhập mức yêu cầu")


@login_required
def correct_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa một mức đã ghi, with the reason."""
    target = target_or_404(pk, may_type_targets(request.user))
    form = CorrectLevelForm.of(target, sent(request), back=path_of(target.indicator), button="Lưu mức đã sửa")
    if form.is_valid():
        with form.refusals():
            correct_target(target=target, by=request.user, at=clock.now(), **form.cleaned_data)
            return done(request, target.indicator, "Đã sửa mức yêu cầu; mức cũ còn trong lịch sử.")
    return draw(request, form, target.indicator, "Sửa mức yêu cầu", target)


@login_required
def withdraw_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút một mức ghi nhầm, with the reason."""
    target = target_or_404(pk, may_type_targets(request.user))
    form = WithdrawLevelForm(sent(request), back=path_of(target.indicator), button="Rút mức yêu cầu")
    if form.is_valid():
        with form.refusals():
            withdraw_target(target=target, by=request.user, at=clock.now(), **form.cleaned_data)
            return done(request, target.indicator, "Đã rút mức yêu cầu; các kết quả liên quan đã tính lại.")
    return draw(request, form, target.indicator, "Rút mức yêu cầu", target)


@login_required
def confirm_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi nhận đã đối chiếu với văn bản."""
    target = target_or_404(pk, may_confirm_targets(request.user))
    form = ConfirmLevelForm(sent(request), back=path_of(target.indicator), button="Đã đối chiếu, mức đúng")
    if form.is_valid():
        with form.refusals():
            confirm_target(target=target, by=request.user, at=clock.now(), **form.cleaned_data)
            return done(request, target.indicator, "Đã ghi nhận đối chiếu.")
    return draw(request, form, target.indicator, "Đối chiếu với văn bản", target)


def target_or_404(pk: int, allowed: bool) -> Target:
    """A level by its id, for those who may touch it."""
    permit(allowed)
    rows = Target.objects.select_related("indicator__criterion__criteria_set", "decided_by")
    return get_object_or_404(rows, pk=pk)


def path_of(indicator: Indicator) -> str:
    """The page of an indicator in the rulebook."""
    return f"/bo-tieu-chi/{indicator.criterion.criteria_set.code}/{indicator.number}/"


def done(request: HttpRequest, indicator: Indicator, words: str) -> HttpResponse:
    """Back to the indicator, with a word of what was kept."""
    messages.success(request, f"Chỉ tiêu {indicator.number}: {words[0].lower()}{words[1:]}")
    return redirect(path_of(indicator))


def draw(request, form: RulebookForm, indicator: Indicator, title: str, target: Target | None = None) -> HttpResponse:
    """The one page on which all four forms are filled in."""
    line = target and one_line(target)
    context = {"form": form, "indicator": indicator, "title": title, "line": line, "back": path_of(indicator)}
    return render(request, "criteria/rulebook_form.html", context)
