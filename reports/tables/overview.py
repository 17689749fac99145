"""The overview: where the district is, what is urgent, what needs a decision, and why."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from communes.models import Unit
from criteria.enums import Track, Verdict
from criteria.rules.communes import UNTOLD, CommuneLabel, label_by_count
from criteria.rules.settings import Band
from criteria.templatetags.verdicts import CSS
from directives.tables.cases import last_steps
from directives.tables.inspections import LateRequests, late_requests
from directives.tables.plan_reading import PlanLine
from ntm_portal.vietnamese import change, counted, day, day_month, month_year, number, rounded
from reports.rules.phrases import barely
from reports.tables.asks import SILENT, Ask, Said, asks
from reports.tables.board import Board, CommuneFacts, Period, counted_places, names_of
from reports.tables.changes import Changes, changes
from reports.tables.due import DueBlock, Risk, Standings, due_blocks, risks
from reports.tables.matrix import Key, Matrix, Show, matrix
from reports.tables.overdue import Overdue, late_words, overdue_items
from reports.tables.plans import Unplanned, unplanned
from reports.tables.reading import read_district

COUNT_WORDS = {1: "Một", 2: "Hai", 3: "Ba", 4: "Bốn", 5: "Năm", 6: "Sáu", 7: "Bảy", 8: "Tám", 9: "Chín"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the six numbers on top: what it counts, out of how many, how it changed, where it leads."""

    label: str
    value: str
    of: str
    href: str
    note: str
    mark: str = ""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class BandLine:
    """One row of the table of bands."""

    band: Band
    css: str
    count: int
    share: Fraction
    before: int

    @property
    def change(self) -> int:
        return self.count - self.before


@dataclass(frozen=True, slots=True)
class Bands:
    """Phân nhóm theo số tiêu chí đạt."""

    lines: tuple[BandLine, ...]
    units: int
    mean: Decimal
    mean_before: Decimal
    note: str

    @property
    def units_before(self) -> int:
        """How many units there were on the compared day: others than today after a merger."""
        return sum(line.before for line in self.lines)

    @property
    def mean_change(self) -> Decimal:
        return self.mean - self.mean_before

    @property
    def mean_note(self) -> str:
        """Whom the mean counts with nought because nothing is known of them."""
        untold = sum(line.count for line in self.lines if line.band == UNTOLD)
        if not 0 < untold < self.units:
            return ""
        return f"Bình quân tính cả {counted(untold)} đơn vị chưa có số liệu."


@dataclass(frozen=True, slots=True)
class Tile:
    """One commune of the tile map."""

    commune: CommuneFacts
    css: str
    met: int
    printed: str
    fell: bool
    is_told: bool = True

    @property
    def shown(self) -> str:
        """The count, or "…" where nothing is known."""
        return str(self.met) if self.is_told else "…"

    @property
    def words(self) -> str:
        return f"{self.printed} tiêu chí" if self.is_told else "chưa có số liệu"

    @property
    def href(self) -> str:
        return f"xa/{self.commune.slug}/"


@dataclass(frozen=True, slots=True)
class TileMap:
    """Sơ đồ xã, and whether every commune has its place on it."""

    tiles: tuple[Tile, ...]
    are_placed: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page says, ready to be drawn."""

    sentence: str
    figures: tuple[Figure, ...]
    due_title: str
    due_on: dt.date | None
    clause: str
    directive_on: dt.date | None
    blocks: tuple[DueBlock, ...]
    asks: tuple[Ask, ...]
    matrix: Matrix
    bands: Bands
    tiles: TileMap
    changes: Changes
    decisions: str
    has_findings: bool
    unplanned: tuple[Unplanned, ...]

    @property
    def unplanned_count(self) -> int:
        """Criteria not met without a plan, over all communes."""
        return sum(len(line.criteria) for line in self.unplanned)


def read_overview(district: Unit, period: Period, track: Track = Track.OFFICIAL, show: Show = Show.ALL) -> Overview:
    """The overview of a district; the number of queries does not depend on how many communes it has."""
    read = read_district(district, period)
    late = overdue_items(read.board, read.standings, read.plans)
    places = tuple(commune.id for commune in read.board.communes)
    said = last_steps(places, period.compared, period.as_of, period.known_at)
    requests = late_requests(district, period.as_of, period.known_at)
    return overview(read.board, read.standings, late, track, show, said, requests, read.plans)


def overview(
    board: Board,
    standings: Standings,
    late: Sequence[Overdue],
    track: Track = Track.OFFICIAL,
    show: Show = Show.ALL,
    said: Said = SILENT,
    requests: LateRequests | None = None,
    plans: Sequence[PlanLine] = (),
) -> Overview:
    """Put together from facts alone."""
    blocks = due_blocks(standings, board)
    warnings = risks(standings, board.communes)
    drawn = matrix(board, track, show, late_keys(late), risk_keys(warnings))
    official = drawn if track == Track.OFFICIAL and show == Show.ALL else matrix(board)
    happened = changes(board, standings, official, warnings)
    first = standings.dues[0] if standings.dues else None
    return Overview(
        sentence=sentence(official, standings, board),
        figures=figures(board, official, late),
        due_title=due_title(standings),
        due_on=standings.due_on,
        clause=first.section if first else "",
        directive_on=first.issued_on if first else None,
        blocks=blocks,
        asks=asks(board, standings, official, blocks, late, said, requests),
        matrix=drawn,
        bands=bands(board, official),
        tiles=TileMap(tiles(board, official), all(commune.grid for commune in board.communes)),
        changes=happened,
        decisions=board.commune_book.decisions,
        has_findings=board.has_findings,
        unplanned=unplanned(board, plans),
    )


def late_keys(late: Collection[Overdue]) -> set[Key]:
    """(commune, criterion) of everything overdue."""
    return {(item.unit_id, item.criterion_id) for item in late}


def risk_keys(warnings: Collection[Risk]) -> set[Key]:
    return {(warning.commune.id, warning.criterion_id) for warning in warnings}


def due_title(standings: Standings) -> str:
    """ "Ba chỉ tiêu phải hoàn thành trong tháng 9/2017"."""
    if not standings.dues:
        return ""
    count, due_on = len(standings.dues), standings.due_on
    words = COUNT_WORDS.get(count, number(count))
    return f"{words} chỉ tiêu phải hoàn thành trong tháng {month_year(due_on.year, due_on.month)}"


def sentence(full: Matrix, standings: Standings, board: Board) -> str:
    """The one sentence: how many communes are complete, and what of the urgent indicators is left."""
    complete, before = complete_count(full)
    moved = complete - before
    size = len(full.criteria)
    share = f"{counted(complete)} trong {counted(full.units)}"
    words = f"Đến {day(board.period.as_of)}, {share} xã, thị trấn đủ {size}/{size} tiêu chí"
    if moved:
        words += f", {'tăng' if moved > 0 else 'giảm'} {counted(abs(moved))} đơn vị so với {day(board.period.compared)}"
    return f"{words}. {_due_sentence(standings, board.communes)}".strip()


def _due_sentence(standings: Standings, communes: Sequence[CommuneFacts]) -> str:
    if not standings.dues:
        return ""
    left = standings.unfinished(communes)
    return f"{due_title(standings)} {f'còn {counted_places(left)} chưa xong' if left else 'đã xong ở tất cả các xã'}."


def complete_count(full: Matrix) -> tuple[int, int]:
    """How many communes meet all that is asked, on the day and on the compared day."""
    return sum(line.tally.complete for line in full.lines), sum(line.before.complete for line in full.lines_before)


def mean_of(counts: Sequence[int]) -> Fraction:
    """Bình quân tiêu chí/xã, exact."""
    return Fraction(sum(counts), len(counts)) if counts else Fraction(0)


def since(board: Board) -> str:
    """ "so với 28/8"."""
    compared, as_of = board.period.compared, board.period.as_of
    return f"so với {day_month(compared) if compared.year == as_of.year else day(compared)}"


def moved_words(moved: Decimal | int, board: Board) -> tuple[str, str]:
    """The change under a figure with its mark: ("+2 so với 28/8", "up")."""
    if not moved:
        return f"không đổi {since(board)}", ""
    return f"{change(moved)} {since(board)}", "up" if moved > 0 else "down"


def _mean_words(now: Fraction, before: Fraction, board: Board) -> tuple[str, str]:
    """The change of the average; one that no decimal shows is told all the same."""
    hidden = barely(now, before)
    if hidden:
        return f"{hidden} {since(board)}", "up" if now > before else "down"
    return moved_words(rounded(now, 1) - rounded(before, 1), board)


def figures(board: Board, full: Matrix, late: Sequence[Overdue]) -> tuple[Figure, ...]:
    """The six numbers, in the design's order."""
    complete, before = complete_count(full)
    mean, mean_before = exact_means(full)
    district, district_before = board.district_tally(), board.district_tally_before()
    size, units = len(full.criteria), f"/{full.units} đơn vị"
    asked = [commune for commune in board.communes if commune.counts]
    recognised = sum(commune.id in board.recognised for commune in asked)
    return (
        Figure(f"Đủ {size}/{size} tiêu chí", str(complete), units, "#ma-tran", *moved_words(complete - before, board)),
        Figure(
            "Bình quân tiêu chí/xã", number(mean, 1), f"/{size}", "#phan-nhom", *_mean_words(mean, mean_before, board)
        ),
        Figure(
            "Đã được công nhận",
            str(len(board.recognised)),
            units,
            "xa/",
            f"{recognised}/{len(asked)} xã tính cho huyện",
        ),
        Figure(
            "Tiêu chí huyện đạt",
            str(district.met),
            f"/{district.required}",
            "huyen/",
            *moved_words(district.met - district_before.met, board),
        ),
        _fallen_figure(full),
        _late_figure(late),
    )


def exact_means(full: Matrix) -> tuple[Fraction, Fraction]:
    """The averages of the day and of the compared day, not rounded: only these say whether anything moved."""
    return mean_of([line.tally.met for line in full.lines]), mean_of([line.before.met for line in full.lines_before])


def means(full: Matrix) -> tuple[Decimal, Decimal]:
    """The same to one decimal, as they are printed."""
    mean, mean_before = exact_means(full)
    return rounded(mean, 1), rounded(mean_before, 1)


def _fallen_figure(full: Matrix) -> Figure:
    fallen = sum(len(line.fallen) for line in full.lines)
    if not fallen:
        return Figure("Tiêu chí suy giảm", "0", "", "#thay-doi", "không phát sinh trong kỳ")
    return Figure("Tiêu chí suy giảm", str(fallen), "", "#thay-doi", "mới phát sinh trong kỳ", "down", is_bad=True)


def _late_figure(late: Sequence[Overdue]) -> Figure:
    if not late:
        return Figure("Việc quá hạn", "0", "", "#ma-tran", "không có việc quá hạn")
    return Figure("Việc quá hạn", str(len(late)), "", f"?loc={Show.LATE}#ma-tran", late_words(late), is_bad=True)


def bands(board: Board, full: Matrix) -> Bands:
    """How many communes stand in each band, now and on the compared day, and of how many nothing is known."""
    tallies = [line.tally for line in full.lines], [line.before for line in full.lines_before]
    band_of = {tally: board.band(tally) for of_day in tallies for tally in of_day}
    now, before = ([band_of[tally] for tally in of_day] for of_day in tallies)
    untold = [UNTOLD] * (UNTOLD in now or UNTOLD in before)
    lines = (
        BandLine(
            band=band,
            css=band_css(board, band),
            count=now.count(band),
            share=Fraction(100 * now.count(band), len(now)) if now else Fraction(0),
            before=before.count(band),
        )
        for band in (*board.settings.bands, *untold)
    )
    mean, mean_before = means(full)
    return Bands(tuple(lines), full.units, mean, mean_before, _bands_note(board, full))


def band_css(board: Board, band: Band) -> str:
    """b1 for the best band to b5 for the last: the fill repeats what the number says. Without data no such colour."""
    if band == UNTOLD:
        return CSS[Verdict.UNASSESSED]
    return f"b{min(board.settings.bands.index(band) + 1, 5)}"


def _bands_note(board: Board, full: Matrix) -> str:
    """Which of the incomplete communes are nearly there."""
    short = [line for line in full.lines if not line.tally.complete]
    if not short:
        return ""
    nearly = [line.commune for line in short if label_by_count(line.tally, board.settings) == CommuneLabel.NEARLY]
    words = f"Trong {counted(len(short))} đơn vị chưa đủ {len(full.criteria)}: "
    if not nearly:
        return f"{words}chưa có đơn vị nào ở mức cơ bản đạt chuẩn."
    return f"{words}{counted_places(nearly)} ở mức cơ bản đạt chuẩn ({names_of(nearly)})."


def tiles(board: Board, full: Matrix) -> tuple[Tile, ...]:
    """The tile map: number of criteria met, coloured by band, ▼ where something regressed."""
    return tuple(
        Tile(
            commune=line.commune,
            css=band_css(board, board.band(line.tally)) + _cell_css(line.commune),
            met=line.tally.met,
            printed=line.tally.printed,
            fell=bool(line.fallen),
            is_told=line.tally.is_told,
        )
        for line in full.lines
    )


def _cell_css(commune: CommuneFacts) -> str:
    return f" r{commune.grid[0]} c{commune.grid[1]}" if commune.grid else ""
