"""The rows of the entry sheet as HTML: frames made once for each indicator, filled with escaped words.

A sheet has some 700 boxes; drawing each through a form costs fourteen times as much.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from criteria.enums import Stage
from criteria.forms.sheet import BOXES, Row, Typed
from criteria.models import Finding
from criteria.rules.admission import FigureRow
from criteria.rules.ages import AgeLevels
from criteria.rules.cautions import Caution
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.locks import LockAnswer
from criteria.rules.proofs import Proof
from criteria.rules.verdicts import has_ratio, shown
from criteria.tables.sheet import CriterionLines, Label, Line
from criteria.templatetags.targets import required_mark
from criteria.templatetags.verdicts import verdict_pair
from ntm_portal.templatetags.icons import drawing
from ntm_portal.vietnamese import day, number

COLUMNS = 12
RADIOS = {"none": "", "dat": "dat", "chua": "chua", "coban": "co-ban", "khongxet": "khong-xet"}
FIGURE_BOXES = {"", "numerator", "denominator", "value", "verdict"}
IN_DETAILS = ("reason", "finish_by", "year")
UNTYPED = Typed()


@dataclass(frozen=True, slots=True)
class Page:
    """What the rows must know of the page they stand on."""

    place: str
    own_word: str
    ages: AgeLevels
    rendered: Mapping[int, Typed]
    rows: Mapping[int, Row]
    proofs: Mapping[int, Proof]
    locks: Mapping[int, LockAnswer]


def rows_html(criteria: Iterable[CriterionLines], page: Page) -> SafeString:
    """Every row of the table body, group and criterion heads included."""
    parts = []
    for criterion in criteria:
        if criterion.opens_group:
            parts.append(
                f'<tr class="grp"><th colspan="{COLUMNS}" scope="rowgroup">{escape(criterion.opens_group)}</th></tr>'
            )
        parts.append(
            f'<tr class="crow"><th class="c">{criterion.number}</th>'
            f'<th colspan="{COLUMNS - 1}">{escape(criterion.name)}</th></tr>'
        )
        parts.extend(line_html(line, page) for line in criterion.lines)
    return SafeString("".join(parts))


@lru_cache(maxsize=512)
def frame(label: Label, by_hand: bool) -> str:
    """The row of an indicator with {slots} where the words of one page go."""
    literal = {item.name: getattr(label, item.name) for item in fields(label) if item.type is str}
    quoted = {name: text.replace("{", "{{").replace("}", "}}") for name, text in literal.items()}
    return render_to_string("criteria/_sheet_row.html", {"l": replace(label, **quoted), "by_hand": by_hand})


def line_html(line: Line, page: Page) -> str:
    """One row: its frame filled with what is known and what was typed."""
    row = page.rows.get(line.indicator.id)
    typed = row.typed if row else page.rendered.get(line.indicator.id, UNTYPED)
    slots = {box: escape(getattr(typed, name)) if getattr(typed, name) else "" for name, box in BOXES.items()}
    slots |= {slot: " checked" if typed.verdict == word else "" for slot, word in RADIOS.items()}
    slots |= {f"bad_{box}": "" for box in BOXES.values()}
    slots |= {"css": "", "cell": "", "open": "", "message": "", "computed": "%", "lock": "", "padlock": ""}
    slots["seen"] = row.seen if row and row.seen else (line.before.id if line.before else "")
    slots["verdicts"] = verdict_pair(*_verdicts(line))
    known = (_required(line), _before(line, page), _evidence(line, page)) if line.entered else ("", "", "")
    slots["req"], slots["before"], slots["clip"] = known
    if row:
        slots |= _marks(row, page.place)
    if answer := page.locks.get(line.indicator.id):
        slots |= _closed(answer, slots, line.indicator.number)
    return frame(line.label, line.by_hand).format(**slots)


def _closed(answer: LockAnswer, slots: Mapping[str, str], numbered: str) -> dict[str, str]:
    """A locked row is grey and says why; one that was opened for its writer says so below."""
    if answer.is_open:
        opened = _message_row(" msg-lock", f"m-{numbered}", [_sentence(answer.words, "back")])
        return {"message": slots["message"] + opened, "css": " has-message"}
    mark = f'<span class="padlock" title="{escape(answer.words)}">{drawing("lock", "i")}'
    hidden = f'<span class="visually-hidden"> đã khóa: {escape(answer.words)}</span></span>'
    if answer.only_with_reason:
        return {"padlock": mark + hidden}
    return {"padlock": mark + hidden, "lock": " disabled", "css": f"{slots['css']} is-locked"}


def _required(line: Line) -> str:
    mark = required_mark(line.status.target)
    return escape(line.status.required) + (f'<br><span class="note">{mark}</span>' if mark else "")


def _verdicts(line: Line):
    cell = line.status.cell
    return (cell.own if line.status.own or line.label.typed_as == "parts" else None), cell.verified


def _before(line: Line, page: Page) -> str:
    """The latest figure with its date; when verifying, what the place itself says stands below if it differs."""
    finding, own = line.before, line.status.own
    figure = _figure(line, finding, page) if finding else '<span class="unit">…</span>'
    if line.stage == Stage.SELF or own is None or (finding and _words(line, own) == _words(line, finding)):
        return figure
    return f'{figure}<br><span class="note">{page.own_word}: {_words(line, own)}</span>'


def _figure(line: Line, finding: FindingFacts, page: Page) -> str:
    old = ' class="stale"' if page.ages.is_old(finding.assessed_on) else ""
    address = f"/lich-su/{page.place}/{quote(line.label.number)}/"
    return f'<a href="{address}">{_words(line, finding)}<br><span{old}>{day(finding.assessed_on)}</span></a>'


def _evidence(line: Line, page: Page) -> str:
    """How many documents stand behind the figures, and the way to them; where there is no figure yet, nothing."""
    if line.status.own is None and line.status.verified is None:
        return ""
    proof, numbered = page.proofs[line.indicator.id], escape(line.label.number)
    address = f"/minh-chung/{page.place}/{quote(line.label.number)}/"
    said = f'<span class="visually-hidden">Minh chứng {numbered}: {escape(proof.sentence)}</span>'
    if not proof.count:
        return f'<a class="nowrap{" warn strong" if proof.is_missing else ""}" href="{address}">{said}+ Thêm</a>'
    old = f'<br><span class="stale">{day(proof.newest)}</span>' if proof.is_old else ""
    return f'<a href="{address}">{said}<span class="nowrap">{drawing("clip", "i")}{proof.count} tệp</span>{old}</a>'


def with_ratio(figures: FigureRow | Finding, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    """ "83,77% (7.204/8.600)", "Đạt"."""
    printed = shown(figures, indicator, target)
    if not has_ratio(figures):
        return printed
    return f"{printed} ({number(figures.numerator)}/{number(figures.denominator)})"


def _words(line: Line, finding: FindingFacts) -> str:
    return escape(shown(finding, line.indicator, line.status.target))


def _marks(row: Row, place: str) -> dict[str, str]:
    """What a refused, doubtful or just computed row shows besides what was typed."""
    numbered = escape(row.line.label.number)
    refused = bool(row.faults or row.other)
    marks = {f"bad_{BOXES[box]}": f' aria-invalid="true" aria-describedby="e-{numbered}"' for box in row.faults if box}
    wanted = any(box in row.faults for box in (*IN_DETAILS, "verdict"))
    if wanted or row.typed.verdict in ("co-ban", "khong-xet") or any(getattr(row.typed, box) for box in IN_DETAILS):
        marks["open"] = " open"
    if refused or row.warnings:
        marks["css"] = " has-message"
    if row.other or row.faults.keys() & FIGURE_BOXES:
        marks["cell"] = " cs-invalid"
    elif row.warnings:
        marks["cell"] = " cs-warn"
    marks["computed"] = escape(row.computed) or "%"
    marks["message"] = _message(row, numbered, place)
    return marks


def _message(row: Row, numbered: str, place: str) -> str:
    refusals = [_sentence(text, "x") for text in row.messages]
    if row.other:
        refusals.insert(0, _clash(row, numbered))
    warnings = [_warned(caution, place) for caution in row.cautions]
    return _message_row("", f"e-{numbered}", refusals) + _message_row(" msg-warn", f"w-{numbered}", warnings)


def _message_row(css: str, name: str, sentences: list[str]) -> str:
    if not sentences:
        return ""
    words = "".join(sentences)
    return f'<tr class="msgrow{css}"><td></td><td colspan="{COLUMNS - 1}" id="{name}">{words}</td></tr>'


def _sentence(text: str, icon: str) -> str:
    return f"<p>{drawing(icon, 'i')} {escape(text)}</p>"


def _warned(caution: Caution, place: str) -> str:
    """The warning, with the way to each other row it speaks of."""
    ways = "".join(
        f' <a href="{escape(quote(address, safe="/?=&"))}">Xem {escape(numbered)}</a>'
        for numbered, address in caution.others(place)
    )
    return f"<p>{drawing('alert', 'i')} {escape(caution.text)}{ways}</p>"


def _clash(row: Row, numbered: str) -> str:
    """Both values, who and when, and the choice between them."""
    line, other = row.line, row.other
    theirs = with_ratio(other, line.indicator, line.status.target)
    mine = with_ratio(row.figure, line.indicator, line.status.target)
    words = {"number": numbered, "other": other, "theirs": theirs, "mine": mine, "choice": row.choice}
    return render_to_string("criteria/_sheet_clash.html", words)
