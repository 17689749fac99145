"""What became of an issued report since: made again, and what later records changed for its days."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from criteria.views.rulebook import permit
from ntm_portal import clock
from ntm_portal.kept import remembering
from reports.models import IssuedReport
from reports.permissions import may_see_adjustments
from reports.tables.adjusted import FORM, Adjusted, adjusted, adjusted_table
from reports.tables.paper import file_name
from reports.tables.remade import remade
from reports.views.forms import excel_file
from reports.views.issued import report_or_404
from reports.views.issuing import DRAW

MOST_SHOWN = 500


def readable_or_404(request: HttpRequest, pk: int) -> IssuedReport:
    """A report of which the reader may also see the work behind it."""
    permit(may_see_adjustments(request.user))
    return report_or_404(request, pk)


@login_required
@require_safe
@remembering
def made_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Làm lại: from what was known then, cell by cell and byte by byte."""
    report = readable_or_404(request, pk)
    found = remade(report, DRAW)
    shown = found.differences[:MOST_SHOWN]
    context = {"report": report, "made": found, "shown": shown, "left": len(found.differences) - len(shown)}
    return render(request, "reports/issued_remade.html", context)


def changes(request: HttpRequest, pk: int) -> Adjusted:
    """What is known today of the days of the report."""
    return adjusted(readable_or_404(request, pk), clock.today())


@login_required
@require_safe
@remembering
def adjustments(request: HttpRequest, pk: int) -> HttpResponse:
    """Điều chỉnh sau phát hành: what was recorded later, and the cells it changes."""
    found = changes(request, pk)
    shown = found.cells[:MOST_SHOWN]
    context = {"report": found.report, "found": found, "shown": shown, "left": len(found.cells) - len(shown)}
    return render(request, "reports/issued_adjustments.html", context)


@login_required
@require_safe
@remembering
def adjustments_printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as a page of paper."""
    found = changes(request, pk)
    back = f"{found.report.href}dieu-chinh/"
    context = {
        "form": FORM,
        "table": adjusted_table(found),
        "back": back,
        "back_words": "Về bảng điều chỉnh",
        "file": f"{found.report.href}dieu-chinh.xlsx",
    }
    return render(request, "reports/forms_print.html", context)


@login_required
@require_safe
@remembering
def adjustments_excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as an Excel file."""
    found = changes(request, pk)
    return excel_file([adjusted_table(found)], file_name(FORM.file, found.report.place, found.report.as_of))
