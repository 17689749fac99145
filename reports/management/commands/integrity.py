"""Run every check of the data; errors end with 1, and so do warnings when asked to be strict."""

import json

from django.core.management.base import BaseCommand, CommandError

from ntm_portal import clock
from ntm_portal.integrity import Result, Severity, When
from reports.tables.integrity import Report, run_checks


class Command(BaseCommand):
    help = "Kiểm tra toàn vẹn dữ liệu: từng mục, số dòng sai lệch và cách sửa. Có lỗi thì mã thoát là 1."

    def add_arguments(self, parser):
        parser.add_argument("--strict", action="store_true", help="cảnh báo cũng tính là lỗi")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON cho chương trình giám sát")
        parser.add_argument("--verbose", action="store_true", help="in thời gian của từng mục")

    def handle(self, *, strict: bool, json: bool, verbose: bool, **_):
        report = run_checks(When(clock.today(), clock.now()))
        failing = [Severity.ERROR, Severity.WARNING] if strict else [Severity.ERROR]
        failed = sum(len(report.of(severity).found) for severity in failing)
        self.stdout.write(as_json(report, failed) if json else as_text(report, verbose))
        if failed:
            raise CommandError(f"{failed} mục kiểm tra không đạt.")


def as_text(report: Report, verbose: bool) -> str:
    """One line for each check, the first rows at fault and the remedy below it, and a summary."""
    lines = [line for result in report.results for line in lines_of(result, verbose)]
    counts = ", ".join(f"{len(group.found)} {group.severity.label}" for group in report.groups)
    return "\n".join([*lines, f"{len(report.results)} mục, {report.seconds:.2f} giây: {counts}."])


def lines_of(result: Result, verbose: bool) -> list[str]:
    """A check in words."""
    check = result.check
    took = f" [{result.seconds * 1000:.0f} ms]" if verbose else ""
    lines = [f"{check.title}: {result.count} ({check.severity.label}, {check.code}){took}"]
    lines += [f"  {offender.words}" for offender in result.first]
    if result.more:
        lines.append(f"  và {result.more} dòng nữa")
    return [*lines, f"  Cách sửa: {check.remedy}"] if result.count else lines


def as_json(report: Report, failed: int) -> str:
    """The same for a program."""
    checks = [
        {
            "code": result.check.code,
            "severity": result.check.severity.value,
            "count": result.count,
            "first": [offender.words for offender in result.first],
            "milliseconds": round(result.seconds * 1000),
        }
        for result in report.results
    ]
    whole = {"at": report.when.now.isoformat(), "failed": failed, "checks": checks}
    return json.dumps(whole, ensure_ascii=False, indent=2)
