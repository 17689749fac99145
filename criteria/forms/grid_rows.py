"""The rows of the sheet grid as HTML, put together from ready-made strings."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString

from criteria.enums import LockCode, Stage
from criteria.forms.cell import age_words, chips, edit_text, faces, gap_of
from criteria.rules.ages import AgeLevels
from criteria.rules.facts import FindingFacts
from criteria.rules.locks import OPEN, LockAnswer
from criteria.rules.verdicts import shown
from criteria.tables.locks import is_shut
from criteria.tables.sheet import CriterionLines, Line
from criteria.templatetags.targets import required_short
from ntm_portal.templatetags.icons import drawing
from ntm_portal.vietnamese import counted, day

COLUMNS = 10


def grid_rows(
    criteria: Iterable[CriterionLines],
    place: str,
    ages: AgeLevels,
    locks: Mapping[int, LockAnswer],
    talk: Mapping[int, int],
) -> SafeString:
    """The body of the sheet grid, group and criterion heads included; what is locked is grey and says why.

    `talk`: by indicator, how many comments wait for an answer.
    """
    parts = []
    for criterion in criteria:
        if criterion.opens_group:
            parts.append(
                f'<tr class="grp" role="row"><th colspan="{COLUMNS}" role="rowheader">'
                f"{escape(criterion.opens_group)}</th></tr>"
            )
        parts.append(
            f'<tr class="crow" role="row"><th class="c" role="rowheader">{criterion.number}</th>'
            f'<th colspan="{COLUMNS - 1}" role="rowheader">{escape(criterion.name)}</th></tr>'
        )
        for line in criterion.lines:
            pk = line.indicator.id
            parts.append(_row(line, place, ages, locks.get(pk, OPEN), talk.get(pk, 0)))
    return SafeString("".join(parts))


def _row(line: Line, place: str, ages: AgeLevels, answer: LockAnswer, talk: int) -> str:
    label, finding = line.label, line.before
    css = ' class="part"' if label.is_part else ""
    return (
        f'<tr class="irow{" is-locked" if is_shut(answer) else ""}" role="row" id="i-{label.number}" '
        f'data-i="{label.number}" data-k="{label.typed_as}" data-name="{escape(label.short_name)}"'
        f"{lock_data(answer)}{talk_data(talk)}{figure_data(line, finding, ages)}>"
        f'<td class="c note" role="gridcell">{label.number}{lock_mark(answer)}</td>'
        f'<th scope="row" role="rowheader"{css}>'
        f'<span title="{escape(label.name)}">{escape(label.short_name)}</span>{_talk_mark(talk, place, label.number)}'
        f'<span class="gapnote">{escape(gap_of(line))}</span></th>'
        f'<td class="out req" role="gridcell">{_required(line)}</td>{_boxes(line)}'
        f'<td class="c verdicts" role="gridcell">{chips(line)}</td>'
        f'<td class="n out before" role="gridcell">{_other_side(line)}</td>'
        f'<td class="out when" role="gridcell">{_day(line, place, ages)}</td>'
        f'<td class="out src-of" role="gridcell">{escape(finding.source) if finding else ""}</td></tr>'
    )


def lock_data(answer: LockAnswer) -> str:
    """What the script says to who types there all the same, and at a cell that came back for correction."""
    if answer.code == LockCode.RETURNED:
        return f' data-opened="{escape(answer.words)}"'
    return f' data-lock="{escape(answer.words)}"' if is_shut(answer) else ""


def lock_mark(answer: LockAnswer) -> str:
    """A padlock with the reason and whom to ask; where a cell was opened for its writer, the sign of that."""
    if not answer.sentence:
        return ""
    icon, said = ("back", "đang mở") if answer.is_open else ("lock", "đã khóa")
    words = escape(answer.words)
    return (
        f'<span class="padlock" title="{words}">{drawing(icon, "i")}'
        f'<span class="visually-hidden"> {said}: {words}</span></span>'
    )


def talk_data(count: int) -> str:
    """How many comments on the cell wait for an answer; the script says it with the cell."""
    return f' data-talk="{counted(count)}"' if count else ""


def _talk_mark(count: int, place: str, number: str) -> str:
    """A small sign beside the name, which leads to the comments."""
    if not count:
        return ""
    return (
        f' <a class="talk-mark" href="/trao-doi/{place}/{quote(number)}/" tabindex="-1">{drawing("chat", "i")}'
        f'<span class="visually-hidden">{counted(count)} ý kiến chờ trả lời</span></a>'
    )


def figure_data(line: Line, finding: FindingFacts | None, ages: AgeLevels) -> str:
    """What the script must know of the figure in a cell: the finding, how F2 shows it, its day, age and gap."""
    if finding is None:
        return ""
    way = gap_of(line)
    return (
        f' data-seen="{finding.id}" data-t="{escape(edit_text(finding))}" data-d="{day(finding.assessed_on)}" '
        f'data-a="{age_words(finding, ages.as_of)}"' + (f' data-g="{escape(way)}"' if way else "")
    )


def _required(line: Line) -> str:
    if not line.entered:
        return ""
    return required_short(line.status)


def _boxes(line: Line) -> str:
    """The cells that are typed in; computed ones are grey."""
    kind, face = line.label.typed_as, {box: escape(words) for box, words in faces(line).items()}
    if kind == "parts":
        return '<td class="calc note" colspan="3" role="gridcell" aria-readonly="true">theo các phần bên dưới</td>'
    if kind == "yes_no":
        return f'<td class="in in-1 c" colspan="3" role="gridcell" data-b="kq" data-l="Đánh giá">{face["kq"]}</td>'
    if kind == "value":
        return (
            '<td class="calc" colspan="2" role="gridcell" aria-readonly="true"></td>'
            f'<td class="in in-1 n" role="gridcell" data-b="kq" data-l="Kết quả">{face["kq"]}</td>'
        )
    return (
        f'<td class="in in-1 n" role="gridcell" data-b="tu" data-l="Tử số">{face["tu"]}</td>'
        f'<td class="in n" role="gridcell" data-b="mau" data-l="Mẫu số">{face["mau"]}</td>'
        f'<td class="in n calc" role="gridcell" data-b="kq" data-l="Kết quả">{face["kq"]}</td>'
    )


def _other_side(line: Line) -> str:
    """What the other side says: the place itself where one verifies, the district where one speaks for oneself."""
    other = line.status.verified if line.stage == Stage.SELF else line.status.own
    return escape(shown(other, line.indicator, line.status.target)) if other else ""


def _day(line: Line, place: str, ages: AgeLevels) -> str:
    """The day of the figure with its age, as a way to its history."""
    finding = line.before
    if finding is None:
        return ""
    old = ' class="stale"' if ages.is_old(finding.assessed_on) else ""
    address = f"/lich-su/{place}/{quote(line.label.number)}/"
    return (
        f'<a href="{address}" tabindex="-1">{day(finding.assessed_on)}</a>'
        f"<br><span{old}>{age_words(finding, ages.as_of)}</span>"
    )


def other_head(stage: Stage, level_word: str) -> str:
    """The head of the column in which the other side speaks."""
    return "Thẩm tra" if stage == Stage.SELF else f"{level_word} tự đánh giá"
