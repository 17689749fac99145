"""Trao đổi on the page: the comments of one cell with whom they wait for, and which cells of a grid hold open ones."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime

from accounts.models import User
from communes.models import Unit
from criteria.enums import Addressee
from criteria.models import Comment, Indicator, Mention, Settlement
from criteria.permissions import addressees_unheard, comments_withdrawable_by, mentions_open_to
from criteria.rules.comments import addressees_of
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whom one can call at a cell, by value and name; `unheard` are those for whom no account stands."""

    choices: Sequence[tuple[str, str]]
    unheard: Collection[str]

    @property
    def unheard_names(self) -> str:
        """ "Bí thư Đảng ủy, Chủ tịch UBND"."""
        return ", ".join(name for value, name in self.choices if value in self.unheard)


@dataclass(frozen=True, slots=True)
class Call:
    """Whom a comment calls, and what became of it."""

    words: str
    settlement: Settlement | None
    is_open: bool
    is_unheard: bool = False

    @property
    def state(self) -> str:
        """ "đã trả lời, Nguyễn Thị A 24/9/2017"."""
        if self.settlement is None:
            waits = "đang chờ; chưa có tài khoản nhận" if self.is_unheard else "đang chờ"
            return waits if self.is_open else ""
        did = "đã trả lời" if self.settlement.answer_id else "đã xong"
        return f"{did}, {self.settlement.by.full_name} {day(localtime(self.settlement.at).date())}"


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment as it stands under its cell."""

    comment: Comment
    calls: Sequence[Call]
    may_settle: bool
    may_withdraw: bool

    @property
    def is_gone(self) -> bool:
        """Taken back: struck out, and kept."""
        return hasattr(self.comment, "withdrawal")

    @property
    def is_open(self) -> bool:
        """Somebody is still waited for."""
        return any(call.is_open for call in self.calls)


def comments_of(unit: Unit, indicator: Indicator) -> QuerySet[Comment]:
    """Everything said about a cell, the last word first, with all that a row shows. Two queries."""
    rows = Comment.objects.of_cell(unit, indicator).newest_first()
    calls = Prefetch("mentions", Mention.objects.select_related("settlement__by").order_by("pk"))
    return rows.select_related("by__unit", "by__department", "withdrawal__by").prefetch_related(calls)


def comment_rows(
    comments: Sequence[Comment],
    unit: Unit,
    indicator: Indicator,
    reader: User,
    today: dt.date,
    callable_here: Addressees,
) -> list[CommentRow]:
    """The comments with what the reader may do about each. Two queries besides."""
    waiting = mentions_open_to(reader, today).filter(comment__unit=unit, comment__indicator=indicator)
    mine = set(waiting.values_list("comment", flat=True))
    own = comments_withdrawable_by(reader).filter(unit=unit, indicator=indicator)
    removable = set(own.values_list("pk", flat=True))
    return [
        CommentRow(comment, calls_of(comment, callable_here), comment.pk in mine, comment.pk in removable)
        for comment in comments
    ]


def calls_of(comment: Comment, callable_here: Addressees) -> list[Call]:
    """Whom the comment calls; where it was taken back, nobody is waited for."""
    gone, names, found = hasattr(comment, "withdrawal"), dict(callable_here.choices), []
    for mention in comment.mentions.all():
        settlement = getattr(mention, "settlement", None)
        words = names.get(mention.addressee, mention.get_addressee_display())
        found.append(
            Call(words, settlement, settlement is None and not gone, mention.addressee in callable_here.unheard)
        )
    return found


def addressees_at(unit: Unit, indicator: Indicator, today: dt.date) -> Addressees:
    """Whom one can call at a cell, and whom in vain. One query."""
    return Addressees(addressee_choices(unit, indicator), addressees_unheard(unit, indicator, today))


def addressee_choices(unit: Unit, indicator: Indicator) -> list[tuple[str, str]]:
    """Whom one can call at this cell, in the office's words: the place and the department by their names."""
    department = indicator.lead_department
    named = {Addressee.COMMUNE: unit.label, Addressee.DEPARTMENT: department.short_name if department else ""}
    offered = addressees_of(unit.level, has_department=department is not None)
    return [(addressee.value, named.get(addressee, addressee.label)) for addressee in offered]


def open_talk(units: Collection[Unit]) -> Counter[tuple[int, int]]:
    """(unit id, indicator id) → how many calls wait for an answer there. One query, however many cells."""
    rows = Mention.objects.open().filter(comment__unit__in=[unit.pk for unit in units])
    return Counter(rows.values_list("comment__unit", "comment__indicator"))
