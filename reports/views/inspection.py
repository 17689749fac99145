"""Biên bản kiểm tra (Biểu 16) in print and as Word, for those who may read the minutes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from criteria.views.rulebook import permit
from directives.models import Inspection
from directives.permissions import may_open_papers, may_read_minutes
from directives.views.inspections import inspection_or_404
from ntm_portal import clock
from reports.docx import CONTENT_TYPE
from reports.docx.minutes import minutes_document
from reports.tables.minutes import minutes_of, pictures_of, word_pictures


def readable_or_404(request: HttpRequest, pk: int) -> Inspection:
    """A visit whose minutes the reader may have."""
    found = inspection_or_404(request, pk)
    permit(may_read_minutes(request.user, found))
    return found


@login_required
@require_safe
def minutes_printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a sheet of paper."""
    found = readable_or_404(request, pk)
    opens = may_open_papers(request.user, found)
    context = {
        "inspection": found,
        "paper": minutes_of(found, clock.today()),
        "pictures": pictures_of(found) if opens else [],
    }
    return render(request, "reports/minutes_print.html", context)


@login_required
@require_safe
def minutes_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as Word; a browser keeps no copy."""
    found = readable_or_404(request, pk)
    paper = minutes_of(found, clock.today())
    pictures = word_pictures(found) if may_open_papers(request.user, found) else []
    headers = {"Content-Disposition": f'attachment; filename="{paper.file}.docx"', "Cache-Control": "no-store"}
    return HttpResponse(minutes_document(paper, pictures), content_type=CONTENT_TYPE, headers=headers)
