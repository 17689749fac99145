"""Chỉ thị: what a document asks, how far the places are, one clause, all clauses by commune, one person."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import (
    district_of,
    is_commune_user,
    is_sector,
    may_download_reports,
    stands_for_a_post,
)
from criteria.permissions import may_remind
from directives.permissions import (
    answering_units,
    directives_visible_to,
    follows_tasks,
    obligations_visible_to,
    officers_visible_to,
)
from directives.tables.clause import clause_page
from directives.tables.matrix import task_matrix
from directives.tables.page import directive_page
from directives.tables.person import officer_of, person_page
from directives.tables.scope import Scope, document_seen
from directives.tables.states import obligation_states
from ntm_portal.clock import today
from reports.lens import Lens
from reports.views.fresh import fresh, version_of


def lens_of(request: HttpRequest) -> Lens:
    """The dates of the page."""
    return Lens.from_request(request, today(), district_of(request.user))


@require_safe
@fresh
def directive(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """One document with its tasks, or the newest directive of the day: clause by clause, then commune by commune."""
    scope, lens = Scope.of(request.user), lens_of(request)
    if pk and document_seen(scope, pk, lens.as_of) is None:
        raise Http404
    drawn = drawn_directive(version_of(request).whole, scope, lens, pk)
    return render(request, "directives/directive.html", {"lens": lens, "drawn": drawn})


@lru_cache(maxsize=64)
def drawn_directive(version: str, scope: Scope, lens: Lens, pk: int | None) -> SafeString:
    """The inside of the page. `version` is the state of the data, so what is kept can never be stale."""
    user, document = scope.user, document_seen(scope, pk, lens.as_of)
    days = {"as_of": lens.as_of, "compared": lens.compared, "known_at": lens.known_at}
    context = {
        "lens": lens,
        "page": directive_page(document, scope, **days) if document else None,
        "may_follow": follows_tasks(user),
        "may_report": may_download_reports(user),
        "may_urge": bool(document and document.is_asking and may_remind(user)),
        "empty_reason": empty_reason(user),
    }
    return render_to_string("directives/_directive.html", context)


def empty_reason(user: User) -> str:
    """Why a document shows no task, and what leads on."""
    if is_sector(user):
        return "Văn bản không giao việc nào cho phòng, ban của tài khoản này. Danh sách văn bản ở Sổ văn bản."
    return "Văn bản chưa có nhiệm vụ nào vào ngày này. Văn phòng thêm nhiệm vụ ở trang của văn bản trong Sổ văn bản."


@require_safe
@fresh
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Every task of a document by commune."""
    user, lens = request.user, lens_of(request)
    document = get_object_or_404(directives_visible_to(user), pk=pk)
    units = answering_units(user).valid_on(lens.as_of).values_list("pk", flat=True)
    tasks = obligations_visible_to(user).filter(directive=document).of_communes()
    states = obligation_states(list(units), lens.as_of, lens.known_at, tasks)
    table = task_matrix(states, lens.as_of)
    context = {"lens": lens, "directive": document, "matrix": table, "back": f"/chi-thi/{pk}/"}
    return render(request, "directives/matrix.html", context)


@require_safe
@fresh
def clause(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One clause: every place with its state, proof and gap, and what the reader may record."""
    user, lens = request.user, lens_of(request)
    document = get_object_or_404(directives_visible_to(user), pk=pk)
    units = answering_units(user).valid_on(lens.as_of).select_related("parent").in_order()
    tasks = obligations_visible_to(user).filter(directive=document)
    page = clause_page(document, slug, user, list(units), tasks, as_of=lens.as_of, known_at=lens.known_at)
    if page is None:
        raise Http404
    context = {"lens": lens, "page": page, "may_edit": follows_tasks(user), "is_commune": is_commune_user(user)}
    return render(request, "directives/clause.html", context)


@require_safe
@fresh
def person(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Tôi phải làm gì: the tasks of one person in office, or of the head an account stands for."""
    user, lens = request.user, lens_of(request)
    if pk is None:
        if not stands_for_a_post(user):
            raise Http404
        officer = officer_of(user, lens.as_of)
    else:
        officer = get_object_or_404(officers_visible_to(user), pk=pk)
    context = {"lens": lens, "is_own": pk is None, "page": None}
    if officer:
        tasks = obligations_visible_to(user)
        page = person_page(officer, answering_units(user), tasks, as_of=lens.as_of, known_at=lens.known_at)
        context["page"] = page
    return render(request, "directives/person.html", context)
