"""Nạp bộ tiêu chí: files that are refused, with the reason, and nothing changed."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError

from criteria.models import Criterion, Indicator
from tests.criteria.rulebook_copy import DATA, counts, first, load, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the rulebook's files."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


BROKEN = {
    "an indicator too few": (lambda c: c["criteria"][0]["indicators"].pop(), "có 48 chỉ tiêu, phải là 49"),
    "a criterion too few": (lambda c: c["criteria"].pop(), "có 18 tiêu chí, phải là 19"),
    "a group too few": (lambda c: c["groups"].pop(), "tiêu chí 18: không có nhóm “V”"),
    "no part": (lambda c: c["counts"].update(parts=3), "có 2 phần của chỉ tiêu, phải là 3"),
    "a number twice": (lambda c: c["criteria"][0]["indicators"][1].update(number="1.1"), "chỉ tiêu 1.1 có hai lần"),
    "a number elsewhere": (lambda c: first(c).update(number="2.9"), "chỉ tiêu 2.9 không thuộc tiêu chí 1"),
    "a part elsewhere": (
        lambda c: c["criteria"][16]["indicators"][0]["parts"][0].update(number="17.2a"),
        "phần 17.2a không thuộc chỉ tiêu 17.1",
    ),
    "criteria out of order": (lambda c: c["criteria"][0].update(number=20), "số tiêu chí không liền nhau"),
    "a status nobody knows": (lambda c: first(c)["targets"][0].update(status="SURE"), "“SURE” không hợp lệ"),
    "a kind nobody knows": (lambda c: first(c).update(kind="RATE"), "“RATE” không hợp lệ"),
    "a region nobody knows": (lambda c: first(c)["targets"][0].update(places=["XX"]), "không có vùng “XX”"),
    "a department nobody knows": (
        lambda c: first(c).update(department="so-xay-dung"),
        "không có phòng, ban “so-xay-dung”",
    ),
    "a key nobody knows": (lambda c: first(c).update(weight=3), "“1.1”: không hiểu “weight”"),
    "a key missing": (lambda c: first(c).pop("name"), "“1.1”: thiếu dữ liệu"),
    "a block missing": (lambda c: c.pop("counts"), "thiếu “counts”"),
    "a level that is no number": (lambda c: first(c)["targets"][0].update(value="Đạt"), "mức “Đạt” không phải là số"),
    "a level out of range": (lambda c: first(c)["targets"][0].update(value="2"), "chỉ tiêu 1.1: mức 2 ngoài khoảng"),
    "a level twice": (
        lambda c: first(c)["targets"].append(first(c)["targets"][0]),
        "chỉ tiêu 1.1: hai mức cho cả nước",
    ),
    "a level on a split indicator": (
        lambda c: c["criteria"][16]["indicators"][0].update(keeps_ratio=True),
        "chỉ tiêu 17.1: mức và tử số, mẫu số nằm ở từng phần",
    ),
    "a direction that cannot be": (
        lambda c: first(c).update(direction="AT_LEAST"),
        "chỉ tiêu 1.1: loại giá trị và chiều",
    ),
    "a word where a choice stands": (lambda c: first(c).update(whole="yes"), "“yes” không hợp lệ"),
    "a day that is none": (lambda c: c["set"].update(issued_on="17/10/2016"), "“17/10/2016” không hợp lệ"),
    "an end before the beginning": (lambda c: c["set"].update(effective_to="2016-01-01"), "ngày hết hiệu lực trước"),
    "a predecessor nobody knows": (lambda c: c["set"].update(supersedes="xa-1999"), "không có bộ “xa-1999”"),
    "a province without an overlay": (
        lambda c: c["set"].update(province_code="36"),
        "quy định chi tiết phải có mã tỉnh",
    ),
    "a total nobody knows": (
        lambda c: c["criteria"][10]["indicators"][0].update(total="CATTLE"),
        "chỉ tiêu 11: “CATTLE” không phải là một mẫu số chung",
    ),
    "households nobody counts": (
        lambda c: c["criteria"][10]["indicators"][0].update(poverty="RICH"),
        "chỉ tiêu 11: “RICH” không phải là loại hộ nào của biến động hộ nghèo.",
    ),
    "a total without a denominator": (
        lambda c: first(c).update(total="HOUSEHOLDS"),
        "chỉ tiêu 1.1: “HOUSEHOLDS” không phải là một mẫu số chung",
    ),
    "a code twice": (lambda c: c["set"].update(code="huyen-2016-2020"), "Bộ “huyen-2016-2020” có hai tệp"),
}


@pytest.mark.parametrize(("change", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_stops_the_loader_and_changes_nothing(change, sentence, folder):
    rewrite(folder, lambda content: first(content).update(name="Tên đã đổi"))
    rewrite(folder, change)
    before = counts()
    with pytest.raises(CommandError) as refused:
        load(folder)
    assert "Chưa nạp gì" in str(refused.value)
    assert sentence in str(refused.value)
    assert counts() == before
    assert not Indicator.objects.filter(name="Tên đã đổi").exists()


def test_two_sets_may_not_judge_the_same_day(folder):
    rewrite(folder, lambda content: content["set"].update(structure_only=False), "xa-2009-2015")
    rewrite(folder, lambda content: content["set"].update(effective_to="2016-12-01"), "xa-2009-2015")
    with pytest.raises(CommandError, match="cùng có hiệu lực từ 01/12/2016"):
        load(folder)


def test_a_file_that_is_not_json_is_refused(folder):
    (folder / "sets" / "xa-2016-2020.json").write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=r"xa-2016-2020\.json: không phải JSON"):
        load(folder)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Không có tệp nào"):
        load(tmp_path)


def test_a_row_the_file_does_not_know_is_refused(folder):
    criterion = Criterion.objects.get(criteria_set__code="xa-2016-2020", number=1)
    Indicator.objects.create(
        criterion=criterion, number="1.3", name="Thừa", kind="YES_NO", direction="YES", display_order=9
    )
    with pytest.raises(CommandError, match=r"đang có chỉ tiêu 1\.3 mà tệp không có"):
        load(folder)


@pytest.mark.parametrize(
    "choices",
    ["{", "{}", '{"recorded_on": "2016-04-05", "settings": {"colour": {"value": 1, "reason": "x"}}}'],
)
def test_broken_default_choices_stop_the_loader(choices, folder):
    (folder / "settings.json").write_text(choices, encoding="utf-8")
    with pytest.raises(CommandError, match=r"settings\.json"):
        load(folder)
