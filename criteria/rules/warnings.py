"""The checks of one cell by itself and beside what was said of it before (DOMAIN 10), by how much they weigh."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from criteria.enums import Check, Stage, Verdict, Weight
from criteria.rules.ages import is_past
from criteria.rules.cautions import Caution, Claim, Told, heaviest_first
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.movements import movement_cautions
from criteria.rules.proofs import Proof
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import has_figures, has_ratio, judge, measured, shown
from ntm_portal.vietnamese import day, number, percent

# A percentage typed beside its two numbers may differ from them by rounding only.
TYPED_DIFFERS_BY = Fraction(5, 100)
# Fewer things than this (schools, hamlets, organisations) may well stand still from period to period.
MOVES_FROM = 100


def cautions(
    claim: Claim, indicator: IndicatorFacts, target: TargetFacts | None, settings: RuleSettings, as_of: dt.date
) -> list[Caution]:
    """Everything odd about one claimed figure, the heaviest first."""
    found = [
        *_typed_share(claim.own, indicator),
        *_source(claim, indicator, target),
        *_jump(claim, indicator, target, settings),
        *_against_district(claim, indicator, target),
        *_standing_still(claim, indicator, target),
        *_age(claim, indicator, settings, as_of),
        *_numbers_missing(claim.own, indicator),
        *movement_cautions(claim.movements, indicator, claim.own),
    ]
    return heaviest_first(found)


def jumps(old: Fraction, new: Fraction, share: Decimal) -> bool:
    """The change is more than that share of the figure before."""
    return 100 * abs(new - old) > old * Fraction(share)


def told(label: str, finding: FindingFacts, indicator: IndicatorFacts, target: TargetFacts | None) -> Told:
    """One side of a disagreement, as it is printed."""
    return Told(label, shown(finding, indicator, target), finding.source, finding.assessed_on, indicator.number)


def _typed_share(own: FindingFacts, indicator: IndicatorFacts) -> Iterator[Caution]:
    """Check 2: the two numbers decide, and the percentage typed beside them says something else."""
    if own.value is None or not has_ratio(own):
        return
    exact = measured(own)
    if abs(exact - Fraction(own.value)) > TYPED_DIFFERS_BY:
        typed, worked_out = f"{number(own.value)}%", percent(exact)
        text = f"Tỷ lệ gõ vào {typed} khác tử số chia mẫu số ({worked_out}); kết quả tính theo tử số, mẫu số."
        sides = (Told("tỷ lệ gõ vào", typed, own.source, own.assessed_on, indicator.number),
                 Told("tử số chia mẫu số", worked_out, own.source, own.assessed_on, indicator.number))  # fmt: skip
        yield Caution(Check.SHARE, Weight.HIGH, text, indicator.number, sides)


def _source(claim: Claim, indicator: IndicatorFacts, target: TargetFacts | None) -> Iterator[Caution]:
    """Check 6: met without anything that proves it weighs most; a named source without its file is only noted."""
    if judge(claim.own, indicator, target) != Verdict.MET:
        return
    proof = claim.proof or Proof()
    if not claim.own.source and not proof.count:
        yield Caution(Check.SOURCE, Weight.HIGH, "Đạt nhưng chưa ghi nguồn.", indicator.number)
    elif proof.is_missing:
        yield Caution(Check.EVIDENCE, Weight.LOW, proof.sentence, indicator.number)
    elif proof.is_old:
        yield Caution(Check.EVIDENCE, Weight.MEDIUM, proof.sentence, indicator.number)


def _jump(claim: Claim, indicator, target, settings: RuleSettings) -> Iterator[Caution]:
    """Check 5: a large change against the figure before, without a word about why."""
    if claim.before is None or claim.explained:
        return
    old, new = measured(claim.before), measured(claim.own)
    if old is None or new is None or not jumps(old, new, settings.jump_share):
        return
    then, now = told("số trước", claim.before, indicator, target), told("số này", claim.own, indicator, target)
    text = (
        f"{'Tăng' if new > old else 'Giảm'} hơn {number(settings.jump_share)}%: từ {then.figure} ({day(then.on)}) "
        f"thành {now.figure} ({day(now.on)}), chưa ghi chú lý do."
    )
    yield Caution(Check.JUMP, Weight.HIGH, text, indicator.number, (then, now))


def _against_district(claim: Claim, indicator, target) -> Iterator[Caution]:
    """Check 7: the place says met, those who verify have said not met."""
    if claim.own.stage != Stage.SELF or claim.verified is None:
        return
    if judge(claim.own, indicator, target) != Verdict.MET:
        return
    if judge(claim.verified, indicator, target) != Verdict.NOT_MET:
        return
    ours, theirs = told("xã", claim.own, indicator, target), told("huyện", claim.verified, indicator, target)
    text = (
        f"Xã tự đánh giá đạt ({ours.figure}, {day(ours.on)}), "
        f"huyện đã thẩm tra là chưa đạt ({theirs.figure}, {day(theirs.on)})."
    )
    yield Caution(Check.SIDES, Weight.HIGH, text, indicator.number, (ours, theirs))


def _standing_still(claim: Claim, indicator, target) -> Iterator[Caution]:
    """Check 8, in time: three figures of three periods with the very same two numbers, where people are counted."""
    three = [claim.own, claim.before, claim.earlier]
    if claim.explained or None in three or len({finding.id for finding in three}) < 3:
        return
    if not indicator.whole or not all(has_ratio(finding) for finding in three) or claim.own.denominator < MOVES_FROM:
        return
    if len({(finding.numerator, finding.denominator) for finding in three}) == 1:
        days = ", ".join(day(finding.assessed_on) for finding in reversed(three))
        figure = f"{number(claim.own.numerator)}/{number(claim.own.denominator)}"
        text = f"Ba kỳ liền cùng một số {figure} ({days}). Nếu đúng là không đổi thì ghi chú, hoặc xác nhận không đổi."
        sides = tuple(told("kỳ trước", finding, indicator, target) for finding in three[1:])
        yield Caution(Check.SAME_PERIODS, Weight.MEDIUM, text, indicator.number, sides)


def _age(claim: Claim, indicator: IndicatorFacts, settings: RuleSettings, as_of: dt.date) -> Iterator[Caution]:
    """Check 10 and the age of a figure: outside the period, too old, or older than what is in force."""
    on, period = claim.own.assessed_on, claim.period
    if is_past(on, as_of, settings.stale_months):
        text = f"Số liệu ngày {day(on)} đã quá {settings.stale_months} tháng."
        yield Caution(Check.OLD, Weight.MEDIUM, text, indicator.number)
    elif period and not period.begins_on <= on <= period.ends_on:
        text = f"Ngày số liệu {day(on)} ngoài kỳ {period.name} ({day(period.begins_on)} - {day(period.ends_on)})."
        yield Caution(Check.PERIOD, Weight.LOW, text, indicator.number)
    if claim.before and on < claim.before.assessed_on:
        text = (
            f"Ngày số liệu trước số đang có (ngày {day(claim.before.assessed_on)}): dòng này bổ sung lịch sử, "
            "không thay kết quả hiện nay."
        )
        yield Caution(Check.BACKDATED, Weight.LOW, text, indicator.number)


def _numbers_missing(own: FindingFacts, indicator: IndicatorFacts) -> Iterator[Caution]:
    if not indicator.keeps_ratio or not has_figures(own):
        return
    if own.denominator == 0:
        offer = " Không có đối tượng thì chọn không xét." if indicator.na_allowed else ""
        text = f"Mẫu số bằng 0, chưa đánh giá được.{offer}"
        yield Caution(Check.NO_TOTAL, Weight.MEDIUM, text, indicator.number)
    elif not has_ratio(own):
        text = "Chỉ có tỷ lệ, không có tử số, mẫu số nên không tính được còn thiếu bao nhiêu."
        yield Caution(Check.NO_RATIO, Weight.LOW, text, indicator.number)
