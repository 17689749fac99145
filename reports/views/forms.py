"""Báo cáo: choose forms, places and two dates, look at the page as it will be printed, take it away as Excel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import district_of, is_commune_user, is_sector, may_download_reports
from communes.models import Unit
from ntm_portal.asking import query_of
from ntm_portal.clock import now, today
from ntm_portal.kept import remembering
from reports.lens import AS_OF, COMPARED, KNOWN, Lens
from reports.permissions import may_read_periodic, may_see_issued
from reports.tables.base import Form, Table, unit_row
from reports.tables.board import CommuneFacts, Period
from reports.tables.brief import Brief
from reports.tables.filled import COMMON, filled
from reports.tables.paper import WORKBOOK, file_name
from reports.tables.pieces import (
    ALL_COMMUNES,
    WHOLE_DISTRICT,
    Piece,
    file_of,
    fits,
    key_of,
    keys_of,
    on_paper,
    place_words,
    together,
)
from reports.views.choosing import FORM, PLACE, USUAL, Choice, choice_of, piece_called
from reports.xlsx import CONTENT_TYPE, workbook
from reports.xlsx.keeping import Keeper

WHOLE = "tong-hop"
# One request draws so many sheets in a few seconds; more go into a package, file by file.
MOST_TOGETHER = 60
# The buttons that take away what is ticked.
TAKES = ("excel", "in", "goi")
NO_FORM = "Chưa chọn biểu nào; trang đang xem {shown}. Xem lại mục 1 rồi xuất."
NO_PLACE = "Chưa chọn nơi nào; trang đang xem {shown}. Xem lại mục 2 rồi xuất."
TOO_MANY = (
    "Nhiều nhất {most} trang tính trong một tệp, một lượt in; đang chọn {count}. Bớt biểu, bớt nơi hoặc lấy gói .zip."
)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form of the list on the left."""

    form: Form
    href: str
    is_chosen: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place of the list on the left."""

    key: str
    name: str
    is_chosen: bool


@remembering
@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """The forms and places beside the page itself; the buttons lead to the address of what was chosen."""
    choice = choice_of(request)
    asked = request.GET.get("xuat", "")
    fault = (not_chosen(request, choice) or too_many(choice)) if asked in TAKES else ""
    if not choice.lens.faults and not fault and (leading := led_to(asked, choice)):
        return redirect(leading)
    shown = None if choice.lens.faults else choice.shown
    wide, communes = place_lines(choice)
    context = {
        "choice": choice,
        "form_lines": form_lines(choice),
        "wide": wide,
        "communes": communes,
        "some_communes": any(line.is_chosen for line in communes),
        "pieces": desk_lines(choice, shown),
        "is_whole": may_download_reports(request.user),
        "may_read_periodic": may_read_periodic(request.user),
        "has_issued": may_see_issued(request.user),
        "own_reports": own_reports(request.user),
        "lens": choice.lens,
        "file": file_words(choice),
        "fault": fault,
        "shown": shown,
        "shown_print": choice.address(shown, "/") if shown else "",
        "shown_file": choice.address(shown, ".xlsx") if shown else "",
        "table": on_paper(choice.offer.brief(choice.lens), shown) if shown else None,
    }
    return render(request, "reports/forms.html", context)


def own_reports(user: User) -> str:
    """Where people of a commune draft its report to the district; nothing for all others."""
    return f"/xa/{user.unit.slug}/bao-cao/" if is_commune_user(user) else ""


def form_lines(choice: Choice) -> list[FormLine]:
    """The forms on offer, with what is missing where one is chosen for no place."""
    faults = {form: lacking_words(form, choice) for form in choice.lacking}
    return [
        FormLine(form, choice.alone(form), form in choice.forms, faults.get(form, "")) for form in choice.offer.forms
    ]


def lacking_words(form: Form, choice: Choice) -> str:
    """Why a chosen form has no page: the place it is made for is not chosen."""
    only_district = fits(form, choice.offer.district)
    return (
        "Biểu này lập cho toàn huyện: chọn ở mục 2." if only_district else "Biểu này lập cho từng xã: chọn xã ở mục 2."
    )


def place_lines(choice: Choice) -> tuple[list[PlaceLine], list[PlaceLine]]:
    """The places on offer: the district and all communes together, then each commune."""
    offer, keys = choice.offer, set(keys_of(choice.places, choice.offer.communes))
    wide = [(WHOLE_DISTRICT, "Toàn huyện")] * offer.is_wide
    wide += [(ALL_COMMUNES, f"Từng xã, thị trấn ({len(offer.communes)} nơi)")] * (len(offer.communes) > 1)
    each = [(key_of(place), place.short_label) for place in offer.communes]
    first, second = ([PlaceLine(key, name, key in keys) for key, name in lines] for lines in (wide, each))
    return first, second


def desk_lines(choice: Choice, shown: Piece | None) -> list[tuple[Piece, bool, str]]:
    """The pieces that may be laid on the desk, when there are several."""
    if len(choice.pieces) == 1:
        return []
    return [(piece, piece == shown, choice.to(xem=piece.key)) for piece in choice.pieces[:MOST_TOGETHER]]


def not_chosen(request: HttpRequest, choice: Choice) -> str:
    """Said where no form or no place is ticked: the page shows the usual one, and that must not be taken unseen."""
    if FORM not in request.GET:
        return NO_FORM.format(shown=choice.forms[0].sheet)
    if PLACE not in request.GET and len(choice.offer.places) > 1:
        return NO_PLACE.format(shown=place_words(choice.places[0]))
    return ""


def too_many(choice: Choice) -> str:
    """Said where one file or one print would hold too much."""
    count = len(choice.pieces)
    return TOO_MANY.format(most=MOST_TOGETHER, count=count) if count > MOST_TOGETHER else ""


def file_words(choice: Choice) -> str:
    """The name of the file of what is chosen."""
    if len(choice.pieces) == 1:
        return file_name(choice.pieces[0].form.file, choice.pieces[0].place, choice.lens.as_of)
    return file_name(WORKBOOK, choice.offer.district, choice.lens.as_of)


def led_to(asked: str, choice: Choice) -> str:
    """Where a button of the chooser leads; nowhere while nothing can be made of the choice."""
    if asked == "ca-bo" and may_download_reports(choice.offer.user):
        return f"/bao-cao/{WHOLE}.xlsx{choice.lens.query}"
    if asked == "goi" and choice.pieces:
        return f"/bao-cao/goi/{choice.to()}"
    kind = {"excel": ".xlsx", "in": "/"}.get(asked, "")
    if not kind or not choice.pieces or too_many(choice):
        return ""
    return choice.address(choice.pieces[0], kind) if len(choice.pieces) == 1 else f"/bao-cao/chon{kind}{choice.to()}"


def chooser_with_faults(request: HttpRequest, code: str = "") -> HttpResponse:
    """Back to the chooser with everything that was typed, where each fault stands at its field."""
    asked = request.GET.copy()
    if code:
        asked["bieu"] = code
    return redirect(f"/bao-cao/?{asked.urlencode()}")


@remembering
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """One form of one place as a page of paper."""
    choice, piece = piece_called(request, code)
    if choice.lens.faults:
        return chooser_with_faults(request, code)
    context = {
        "form": piece.form,
        "table": on_paper(choice.offer.brief(choice.lens), piece),
        "back": f"/bao-cao/{choice.to()}",
        "back_words": "Chọn biểu, ngày",
        "file": choice.address(piece, ".xlsx"),
    }
    return render(request, "reports/forms_print.html", context)


@remembering
@require_safe
def printed_together(request: HttpRequest) -> HttpResponse:
    """Everything that is chosen as pages of paper, one after another."""
    choice = choice_of(request)
    if choice.lens.faults or too_many(choice) or not choice.pieces:
        return redirect(f"/bao-cao/?{request.GET.urlencode()}&xuat=in")
    brief = choice.offer.brief(choice.lens)
    context = {
        "tables": [on_paper(brief, piece) for piece in choice.pieces],
        "counted": choice.counted,
        "back": f"/bao-cao/{choice.to()}",
        "file": f"/bao-cao/chon.xlsx{choice.to()}",
    }
    return render(request, "reports/forms_print_all.html", context)


@remembering
@require_safe
def excel(request: HttpRequest, code: str) -> HttpResponse:
    """One form of one place as an Excel file; whoever asks for the head only has it made and kept for a package."""
    choice, piece = piece_called(request, code)
    if choice.lens.faults:
        return chooser_with_faults(request, code)
    brief = choice.offer.brief(choice.lens)
    content = keeper_of(choice, brief).file(piece, now())
    return HttpResponse(status=204) if request.method == "HEAD" else sent(content, file_of(piece, brief))


@remembering
@require_safe
def excel_together(request: HttpRequest) -> HttpResponse:
    """Everything that is chosen as the sheets of one workbook."""
    choice = choice_of(request)
    if choice.lens.faults or too_many(choice) or not choice.pieces:
        return redirect(f"/bao-cao/?{request.GET.urlencode()}&xuat=excel")
    brief = choice.offer.brief(choice.lens)
    pages = commune_pages(request, brief.units, choice.lens) if choice.offer.is_wide else {}
    return excel_file(list(together(brief, choice.pieces)), file_words(choice), pages)


@remembering
@require_safe
def excel_whole(request: HttpRequest) -> HttpResponse:
    """The whole workbook of the district for the Standing Committee."""
    if not may_download_reports(request.user):
        raise Http404
    district = district_of(request.user)
    lens = Lens.from_request(request, today(), district)
    if lens.faults:
        return chooser_with_faults(request, USUAL)
    brief = Brief(district, Period(lens.as_of, lens.compared, lens.known_at))
    pages = commune_pages(request, brief.units, lens)
    return excel_file(filled(brief, COMMON), file_name(WORKBOOK, district, lens.as_of), pages)


def keeper_of(choice: Choice, brief: Brief) -> Keeper:
    """Where the files of this reader's pieces are kept."""
    offer = choice.offer
    scope = str(offer.user.department_id) if is_sector(offer.user) else ""
    return Keeper(brief, [offer.district.pk, *(place.pk for place in offer.places)], scope, today())


def commune_pages(request: HttpRequest, communes: Iterable[Unit | CommuneFacts], lens: Lens) -> dict[str, str]:
    """The whole address of the page of each commune, on the days of the file, by the name of its row in the matrix."""
    days = {AS_OF: lens.as_of, COMPARED: lens.compared} | ({KNOWN: lens.known_on} if lens.known_on else {})
    asked = query_of({name: moment.isoformat() for name, moment in days.items()})
    return {unit_row(one.id): request.build_absolute_uri(f"/xa/{one.slug}/{asked}") for one in communes}


def excel_file(tables: list[Table], name: str, pages: Mapping[str, str] | None = None) -> HttpResponse:
    """A workbook that is drawn for this answer."""
    return sent(workbook(tables, now(), pages), name)


def sent(content: bytes, name: str, kind: str = CONTENT_TYPE) -> HttpResponse:
    """A download that is never kept by a browser: the figures of a past day may be corrected."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
