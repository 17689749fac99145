"""Gói biểu: many forms of many places, one file each, as one .zip that is made file by file."""

import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ntm_portal.clock import now
from ntm_portal.kept import remembering
from reports.docx import ZIP_TYPE
from reports.docx.packing import zipped
from reports.tables.paper import BUNDLE, file_name
from reports.tables.pieces import file_of
from reports.views.choosing import Choice, choice_of
from reports.views.forms import keeper_of, sent

# Half an hour of work without a pause is the most one may ask for at once.
MOST_FILES = 400
TOO_MANY = "Nhiều nhất {most} tệp trong một gói; đang chọn {count}. Bớt biểu hoặc bớt nơi."


@remembering
@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    """The files of the package and which of them are there already; a script has the others made one by one."""
    choice = choice_of(request)
    if choice.lens.faults or not choice.pieces:
        return redirect(f"/bao-cao/?{request.GET.urlencode()}")
    brief = choice.offer.brief(choice.lens)
    held = keeper_of(choice, brief).held(choice.pieces)
    context = {
        "files": [
            (piece, file_of(piece, brief), choice.address(piece, ".xlsx"), piece.key in held) for piece in choice.pieces
        ],
        "held": len(held),
        "lens": choice.lens,
        "counted": choice.counted,
        "fault": too_many(choice),
        "back": f"/bao-cao/{choice.to()}",
        "zip": f"/bao-cao/goi.zip{choice.to()}",
    }
    return render(request, "reports/bundle.html", context)


@remembering
@require_safe
def packed(request: HttpRequest) -> HttpResponse:
    """The package itself: files that are there are taken, the others are made now."""
    choice = choice_of(request)
    if choice.lens.faults or not choice.pieces or too_many(choice):
        return redirect(f"/bao-cao/goi/?{request.GET.urlencode()}")
    brief = choice.offer.brief(choice.lens)
    keeper, made_at = keeper_of(choice, brief), now()
    files = ((file_of(piece, brief), keeper.file(piece, made_at)) for piece in choice.pieces)
    name = file_name(BUNDLE, choice.offer.district, choice.lens.as_of, ".zip")
    return sent(zipped(files, zipfile.ZIP_STORED), name, ZIP_TYPE)


def too_many(choice: Choice) -> str:
    """Said instead of making the package."""
    count = len(choice.pieces)
    return TOO_MANY.format(most=MOST_FILES, count=count) if count > MOST_FILES else ""
