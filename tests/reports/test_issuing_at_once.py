"""Two offices press at the same moment: one issues, the other is told; a double press issues once."""

import pytest

from reports.actions.issuing import StaleIssue, issue_report
from reports.models import IssuedReport
from tests.reports import issues
from tests.review.test_two_writers import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def press(by, paper, token):
    """One press of the button on a page that knew no report yet."""
    sending = issues.Sending(by, issues.NOW, token, None)
    return lambda: issue_report(
        paper=paper, clocks=issues.CLOCKS, contents=issues.contents(), sending=sending, today=issues.TODAY
    )


def test_of_two_at_once_one_issues_and_the_other_is_told(hanh, party_office):
    district = hanh.unit.district
    own = issues.paper(district)
    other = issues.paper(district, "45-BC/VPHU", issuer="van-phong-huyen-uy")
    answers = at_once(press(hanh, own, "mot"), press(party_office, other, "hai"))
    (made,) = [answer for answer in answers if isinstance(answer, IssuedReport)]
    (told,) = [answer for answer in answers if isinstance(answer, StaleIssue)]
    assert (IssuedReport.objects.get(), told.theirs) == (made, made)


def test_two_presses_of_one_page_at_once_issue_once(hanh):
    paper = issues.paper(hanh.unit.district)
    first, second = at_once(press(hanh, paper, "mot"), press(hanh, paper, "mot"))
    assert first == second == IssuedReport.objects.get()
