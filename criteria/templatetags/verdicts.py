"""The verdict chip and the matrix cell, put together from strings that are made once.

A page shows hundreds of them, and per-cell template logic is what costs most on a page.
"""

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from criteria.enums import Verdict
from ntm_portal.templatetags.icons import MARKS, drawing

register = template.Library()

CSS = {
    Verdict.MET: "is-met",
    Verdict.NEARLY: "is-nearly",
    Verdict.NOT_MET: "is-notmet",
    Verdict.UNASSESSED: "is-none",
    Verdict.NA: "is-na",
}
MARK_WORDS = {"up": "tốt lên", "down": "suy giảm", "risk": "có nguy cơ"}


def source_words(verdict: Verdict, by_self: bool) -> str:
    """Whose word the verdict is; nobody has verified a figure that is not there."""
    if by_self:
        return "tự đánh giá"
    return "" if verdict == Verdict.UNASSESSED else "đã thẩm tra"


@cache
def verdict_chip(verdict: Verdict | str, by_self: bool = False, word: bool = False) -> SafeString:
    """The letter in its colour: filled when verified, hollow and dashed when only claimed."""
    verdict = Verdict(verdict)
    source = source_words(verdict, by_self)
    css = " ".join(["v", CSS[verdict]] + ["by-self"] * by_self + ["v-word"] * word)
    title = f"{verdict.label} ({source})" if source else verdict.label
    spoken = ", ".join(["" if word else f" {verdict.label.lower()}"] + [source] * bool(source))
    face = f"<b>{verdict.letter}</b> {verdict.label}" if word else verdict.letter
    hidden = f'<span class="visually-hidden">{spoken}</span>' if spoken else ""
    return mark_safe(f'<span class="{css}" title="{title}">{face}{hidden}</span>')


@register.simple_tag(name="verdict")
def verdict_tag(verdict, by_self=False, word=False) -> SafeString:
    """{% verdict cell.verdict cell.by_self %}; a third True adds the word to the letter."""
    return verdict_chip(verdict, bool(by_self), bool(word))


@register.simple_tag
def verdict_pair(own, verified) -> SafeString:
    """Self and verified side by side, self first; a side that has not spoken is left out."""
    sides = ((own, True), (verified, False))
    chips = [verdict_chip(side, by_self) for side, by_self in sides if side is not None]
    return mark_safe(f'<span class="pair">{"".join(chips or [verdict_chip(Verdict.UNASSESSED)])}</span>')


@cache
def mark_words(mark: str, differs: bool, late: bool, by_self: bool) -> str:
    """What the marks of a cell say to a screen reader."""
    words = ([MARK_WORDS[mark]] if mark else []) + ["tự đánh giá khác"] * differs
    return ", ".join(words + ["quá hạn"] * late + ["tự đánh giá"] * by_self)


def cell_face(verdict: Verdict, by_self: bool, mark: str, differs: bool, late: bool) -> tuple[str, str]:
    """The classes of a cell and what stands in it."""
    flags = ["by-self"] * by_self + ["differs"] * differs + ["late"] * late
    words = mark_words(mark, differs, late, by_self)
    hidden = f'<span class="visually-hidden"> {words}</span>' if words else ""
    drawn = drawing(MARKS[mark][1], MARKS[mark][0]) if mark else ""
    return " ".join(["mx", CSS[verdict], *flags]), f"{drawn}{verdict.letter}{hidden}"


@register.simple_tag
def matrix_key(verdict, mark="", by_self=False, differs=False, late=False, css="") -> SafeString:
    """A cell of the matrix without its link, for legends: {% matrix_key "MET" mark="risk" css="mx-key" %}."""
    classes, face = cell_face(Verdict(verdict), by_self, mark, differs, late)
    return mark_safe(f'<span class="{" ".join([classes] + [css] * bool(css))}">{face}</span>')


@cache
def cell_frame(verdict, by_self=False, mark="", differs=False, late=False, opens_group=False) -> tuple[str, str]:
    """The two halves of a matrix cell around its address, title and criterion."""
    verdict = Verdict(verdict)
    classes, face = cell_face(verdict, by_self, mark, differs, late)
    side = " ".join(["gap"] * opens_group + ["ok"] * (verdict == Verdict.MET and mark in ("", "up")))
    opening = f'<td class="{side}">' if side else "<td>"
    return f'{opening}<a class="{classes}" href="', f'">{face}</a></td>'


def matrix_cell(
    verdict,
    *,
    href: str,
    title: str,
    criterion: str = "",
    by_self: bool = False,
    mark: str = "",
    differs: bool = False,
    late: bool = False,
    opens_group: bool = False,
) -> SafeString:
    """One `<td>` of the matrix. `href`, `title` and `criterion` ("15 Y tế", shown on phones) come in
    already escaped, once per unit and criterion; `mark` is "up", "down", "risk" or "".
    """
    head, tail = cell_frame(verdict, by_self, mark, differs, late, opens_group)
    named = f'" data-c="{criterion}' if criterion else ""
    return mark_safe(f'{head}{href}{named}" title="{title}{tail}')
