"""The one-page brief for leaders, from the same figures as the report beside it."""

from directives.tables.cases import last_steps
from directives.tables.inspections import late_requests
from reports.rules.leader_brief import LeaderBrief, brief_summary, four_numbers, most_pressing, three_tables
from reports.rules.papers import rules_for
from reports.rules.shipped_patterns import DATA
from reports.tables.asks import asks
from reports.tables.brief import Brief
from reports.tables.due import due_blocks
from reports.tables.form_10 import table_10
from reports.tables.paper import place_line_of
from reports.tables.periodic import Reporter, file_word, heading_of, letterhead_in
from reports.tables.periodic_facts import district_of, dues_of, falls_of, general_of
from reports.tables.periodic_work import overdue_of


def leader_brief(brief: Brief, reporter: Reporter) -> LeaderBrief:
    """The page of a district on a day."""
    heading = heading_of(brief, reporter, None, "")
    general, district, late = general_of(brief), district_of(brief), overdue_of(brief)
    return LeaderBrief(
        rules=rules_for(reporter.head.family, brief.period.as_of),
        head=letterhead_in(reporter.head, brief),
        place_line=place_line_of(brief.district, brief.period.as_of),
        title=DATA["brief_title"],
        summary=brief_summary(heading),
        numbers=four_numbers(heading, general, district, late),
        tables=three_tables(general, list(dues_of(brief)), falls_of(table_10(brief))),
        asks=most_pressing(asked_of(brief)),
        on=brief.period.as_of,
        file=f"{DATA['brief_file']}_{file_word(brief.district.name)}_{brief.period.as_of:%Y-%m-%d}",
        sample=brief.sample,
    )


def asked_of(brief: Brief) -> list[str]:
    """Cần cho ý kiến, as the overview lists it."""
    period, board = brief.period, brief.board
    places = tuple(commune.id for commune in board.communes)
    said = last_steps(places, period.compared, period.as_of, period.known_at)
    blocks = due_blocks(brief.standings, board)
    late = late_requests(brief.district, period.as_of, period.known_at)
    found = asks(board, brief.standings, brief.matrix, blocks, brief.overdue, said, late)
    return [f"{row.subject}: {row.words}" for row in found]
