"""Thu hồi: take back a report that was issued, by a paper with number, day and reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from criteria.views.rulebook import sent
from ntm_portal import clock
from reports.actions.withdrawing import withdraw_report
from reports.forms import WithdrawForm
from reports.permissions import withdrawable_by


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What is entered stands beside the report for good; a report that holds no more leads back to its page."""
    report = get_object_or_404(withdrawable_by(request.user).select_related("place__parent"), pk=pk)
    form = WithdrawForm(sent(request), back=report.href, button="Thu hồi báo cáo")
    if form.is_valid():
        with form.refusals():
            withdraw_report(
                report=report, **form.cleaned_data, by=request.user, at=clock.now(), today=clock.today()
            )  # fmt: skip
            messages.success(request, f"Đã ghi thu hồi báo cáo {report.label}.")
            return redirect(report.href)
    elif not form.is_bound and (hasattr(report, "withdrawal") or hasattr(report, "replaced_by")):
        return redirect(report.href)
    return render(request, "reports/issued_withdraw.html", {"report": report, "form": form})
