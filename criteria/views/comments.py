"""Trao đổi về một ô: a page that works without script and can be sent as a link; the side panel uses its parts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from communes.models import Unit
from criteria.actions.comments import Written, settle_mentions, withdraw_comment, write_comment
from criteria.forms.comments import CommentForm, WithdrawCommentForm
from criteria.models import Comment, Indicator
from criteria.permissions import comments_withdrawable_by
from criteria.tables.comments import addressees_at, comment_rows, comments_of
from criteria.views.evidence import sends_itself
from criteria.views.history import cell_or_404
from criteria.views.rulebook import sent
from ntm_portal import clock
from ntm_portal.vietnamese import counted

PAGE = 30


@login_required
def cell_comments(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """What was said about a cell, the last word first, with the box to say more."""
    unit, indicator = cell_or_404(request, slug, number)
    called = addressees_at(unit, indicator, clock.today())
    form = CommentForm(sent(request), called=called)
    if request.method == "POST" and (answer := post(request, unit, indicator, form)):
        return answer
    page = Paginator(comments_of(unit, indicator), PAGE).get_page(request.GET.get("trang"))
    context = {
        "unit": unit,
        "place": slug,
        "indicator": indicator,
        "form": form,
        "page": page,
        "rows": comment_rows(list(page), unit, indicator, request.user, clock.today(), called),
    }
    return render(request, "criteria/comments.html", context)


def post(request: HttpRequest, unit: Unit, indicator: Indicator, form: CommentForm) -> HttpResponse | None:
    """Write it down; the way back, the faults for the script, or None when the page is to be drawn again."""
    if form.is_valid():
        with form.refusals():
            written = write_comment(
                unit=unit, indicator=indicator, **form.typed(), by=request.user, at=clock.now()
            )  # fmt: skip
            if sends_itself(request):
                return JsonResponse({"words": written_words(written)})
            messages.success(request, written_words(written))
            return redirect(request.path)
    return JsonResponse({"faults": form.errors}, status=422) if sends_itself(request) else None


def written_words(written: Written) -> str:
    """What became of the words."""
    if written.was_there:
        return "Ý kiến này đã ghi từ trước, không ghi thêm lần nữa."
    answered = f" Đã trả lời {counted(written.answered)} lời nhắc." if written.answered else ""
    return f"Đã ghi ý kiến.{answered}"


@login_required
@require_POST
def settle(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Đánh dấu đã xong: by those who were called."""
    unit, indicator = cell_or_404(request, slug, number)
    comment = get_object_or_404(Comment.objects.of_cell(unit, indicator), pk=pk)
    try:
        settle_mentions(comment=comment, by=request.user, at=clock.now())
    except ValidationError as refused:
        if sends_itself(request):
            return JsonResponse({"faults": {"": refused.messages}}, status=422)
        messages.warning(request, " ".join(refused.messages))
        return redirect(f"/trao-doi/{slug}/{number}/")
    if sends_itself(request):
        return JsonResponse({"words": "Đã đánh dấu xong."})
    messages.success(request, "Đã đánh dấu xong.")
    return redirect(f"/trao-doi/{slug}/{number}/")


@login_required
def withdraw(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Rút ý kiến, with the reason; the words stay, struck out."""
    unit, indicator = cell_or_404(request, slug, number)
    rows = comments_withdrawable_by(request.user).of_cell(unit, indicator).select_related("by")
    comment = get_object_or_404(rows, pk=pk)
    back = f"/trao-doi/{slug}/{number}/"
    form = WithdrawCommentForm(sent(request), back=back, button="Rút ý kiến")
    if form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            withdraw_comment(comment=comment, reason=reason, by=request.user, at=clock.now())
            messages.success(request, "Đã rút ý kiến; nội dung còn lại ở đây, có gạch ngang.")
            return redirect(back)
    context = {"unit": unit, "place": slug, "indicator": indicator, "comment": comment, "form": form}
    return render(request, "criteria/comment_withdraw.html", context)
