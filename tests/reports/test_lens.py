"""The dates of a page: usual days, faults at their field, and links that keep them."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from directives.enums import DocumentKind
from directives.models import Directive
from reports.lens import Lens, Milestones, read_lens
from tests import build

TODAY = dt.date(2017, 9, 25)
DIRECTIVE = dt.date(2017, 8, 28)
BEGINS = dt.date(2016, 12, 1)


def lens(address="", today=TODAY, directives=(DIRECTIVE,)):
    return read_lens(QueryDict(address), today=today, milestones=Milestones(BEGINS, directives))


def test_the_usual_days_are_today_and_the_day_of_the_directive():
    usual = lens()
    assert (usual.as_of, usual.compared, usual.known_at) == (TODAY, DIRECTIVE, None)
    assert [(field.name, field.value, field.fault) for field in usual.fields] == [
        ("den", "25/9/2017", ""),
        ("so_voi", "28/8/2017", ""),
        ("biet_den", "", ""),
    ]
    assert usual.query == ""


@pytest.mark.parametrize(
    ("as_of", "compared"),
    [
        ("2017-09-25", dt.date(2017, 8, 28)),
        ("2017-08-29", dt.date(2017, 8, 28)),
        ("2017-08-28", dt.date(2017, 7, 31)),
        ("2017-03-15", dt.date(2017, 2, 28)),
        ("2016-12-10", BEGINS),
    ],
)
def test_the_compared_day_is_the_newest_directive_before_or_the_end_of_last_month(as_of, compared):
    assert lens(f"den={as_of}").compared == compared


def test_the_newest_of_several_directives_counts():
    later = dt.date(2017, 9, 20)
    assert lens(directives=(DIRECTIVE, later, dt.date(2017, 12, 1))).compared == later


@pytest.mark.parametrize("typed", ["2017-09-10", "10/9/2017", "10-9-2017", " 10/09/2017 "])
def test_days_are_read_as_the_office_types_them(typed):
    read = lens(f"den={typed}")
    assert (read.as_of, read.fields[0].value, read.query) == (dt.date(2017, 9, 10), "10/9/2017", "?den=2017-09-10")


@pytest.mark.parametrize(
    ("address", "field", "fault"),
    [
        ("den=31/9/2017", "den", "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ("den=hom+nay", "den", "Không đọc được ngày này. Nhập theo mẫu 28/8/2017."),
        ("den=26/9/2017", "den", "Ngày này chưa đến, hôm nay là 25/9/2017."),
        ("den=30/11/2016", "den", "Chưa có bộ tiêu chí để đánh giá trước ngày 01/12/2016."),
        ("so_voi=26/9/2017", "so_voi", "Ngày so sánh phải từ 25/9/2017 trở về trước."),
        ("den=10/9/2017&so_voi=11/9/2017", "so_voi", "Ngày so sánh phải từ 10/9/2017 trở về trước."),
        ("so_voi=01/01/2016", "so_voi", "Chưa có bộ tiêu chí để đánh giá trước ngày 01/12/2016."),
        ("biet_den=30/9/2017", "biet_den", "Ngày này chưa đến, hôm nay là 25/9/2017."),
    ],
)
def test_a_fault_stands_at_its_field_keeps_what_was_typed_and_falls_back(address, field, fault):
    read = lens(address)
    assert read.faults == {field: fault}
    assert {f.name: f.value for f in read.fields}[field] == QueryDict(address)[field]
    assert field not in dict(read.given)
    assert read.compared < read.as_of <= TODAY
    assert read.known_on is None


def test_a_very_long_day_is_cut_before_it_is_shown_again():
    assert len(lens(f"den={'9' * 5000}").fields[0].value) == 40


def test_a_day_of_knowledge_becomes_the_end_of_that_local_day():
    read = lens("biet_den=2017-09-20")
    assert read.known_at.isoformat() == "2017-09-20T23:59:59.999999+07:00"
    assert read.query == "?biet_den=2017-09-20"


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("xa/xuan-tan/#tc-15", "xa/xuan-tan/?den=2017-09-10#tc-15"),
        ("huyen/", "huyen/?den=2017-09-10"),
        ("?loc=qua-han#ma-tran", "?den=2017-09-10&loc=qua-han#ma-tran"),
        ("#ma-tran", "#ma-tran"),
    ],
)
def test_links_keep_the_dates_that_were_asked_for(href, kept):
    assert lens("den=2017-09-10").link(href) == kept


def test_links_of_the_usual_days_stay_bare():
    assert lens().link("xa/xuan-tan/#tc-15") == "xa/xuan-tan/#tc-15"
    assert (lens().here(), lens().here(loc="qua-han", muc="")) == ("./", "?loc=qua-han")


def test_other_parts_of_the_address_survive_a_change_of_dates():
    read = lens("den=2017-09-10&biet_den=2017-09-20&loc=thay-doi&muc=")
    assert read.others == (("loc", "thay-doi"),)
    assert read.now == "?den=2017-09-10&loc=thay-doi"
    assert lens("biet_den=2017-09-20").now == "./"


@pytest.mark.parametrize(
    ("address", "short"), [("", "28/8"), ("so_voi=2016-12-31", "31/12/2016"), ("so_voi=2017-09-01", "01/9")]
)
def test_the_compared_day_is_short_while_the_year_is_the_same(address, short):
    assert lens(address).compared_short == short


def test_the_words_of_both_days():
    assert (lens().as_of_words, lens().compared_words) == ("25/9/2017", "28/8/2017")


def request(address=""):
    return SimpleNamespace(GET=QueryDict(address))


def test_the_milestones_are_read_from_the_data(district, django_assert_num_queries):
    with django_assert_num_queries(1):
        read = Lens.from_request(request(), TODAY, district)
    assert (read.as_of, read.compared) == (TODAY, DIRECTIVE)


def test_a_directive_of_another_district_does_not_count(district):
    other = build.unit(level="DISTRICT", kind="HUYEN")
    Directive.objects.create(
        kind=DocumentKind.DIRECTIVE, issued_on=dt.date(2017, 9, 1), issuer="Huyện ủy", summary="Thử", district=other
    )
    assert Lens.from_request(request(), TODAY, district).compared == DIRECTIVE
    assert Lens.from_request(request(), TODAY).compared == dt.date(2017, 9, 1)
