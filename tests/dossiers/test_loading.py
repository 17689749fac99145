"""The procedures as they are loaded: what a dossier holds, where it is from, how sure that is."""

import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from criteria.enums import SourceStatus
from dossiers.management.commands.load_procedures import DATA
from dossiers.models import ChecklistItem, Procedure, ProcedureStep

pytestmark = pytest.mark.django_db


def test_a_commune_hands_in_seven_parts_and_the_district_adds_five():
    items = Procedure.objects.get(code="2540-xa").items
    assert Counter(items.values_list("section", flat=True)) == {"COMMUNE": 7, "DISTRICT": 5}


def test_the_district_hands_in_the_thirty_six_papers_the_directive_is_followed_by():
    items = Procedure.objects.get(code="2540-huyen").items
    assert Counter(items.values_list("section", flat=True)) == {"MAIN": 9, "CRITERION": 27}
    each = Counter(items.filter(criterion__isnull=False).values_list("criterion__number", flat=True))
    assert [each[number] for number in range(1, 10)] == [3, 3, 2, 2, 6, 2, 4, 2, 3]


def test_everything_says_where_it_is_from_and_nothing_recalled_is_called_checked():
    assert not ChecklistItem.objects.filter(source="").exists()
    recalled = ChecklistItem.objects.filter(source__contains="nhớ lại")
    assert set(recalled.values_list("source_status", flat=True)) == {SourceStatus.RECALLED}
    assert set(Procedure.objects.values_list("source_status", flat=True)) == {SourceStatus.RECALLED}


def test_loading_again_adds_nothing_and_keeps_what_the_office_changed(capsys):
    ChecklistItem.objects.filter(code="a1").update(title="Tờ trình (huyện sửa)")
    call_command("load_procedures")
    assert capsys.readouterr().out == "Thủ tục công nhận: thêm 0 dòng.\n"
    assert ChecklistItem.objects.get(code="a1").title == "Tờ trình (huyện sửa)"


def test_what_is_missing_is_added_again(capsys):
    ProcedureStep.objects.filter(procedure__code="2540-xa").delete()
    call_command("load_procedures")
    assert capsys.readouterr().out == "Thủ tục công nhận: thêm 10 dòng.\n"


@pytest.mark.parametrize(
    ("wrong", "words"), [({"due": "11-31"}, "Không có ngày 31/11"), ({"due": "x"}, "unpack"), ({"level": ""}, "level")]
)
def test_a_file_with_a_fault_loads_nothing(wrong, words, tmp_path):
    told = json.loads(DATA.read_text(encoding="utf-8"))
    told["procedures"][0] |= {"code": "thu"} | wrong
    path = tmp_path / "thu-tuc.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    before = Procedure.objects.count()
    with pytest.raises(CommandError, match=f"Chưa nạp gì.*{words}"):
        call_command("load_procedures", file=path)
    assert Procedure.objects.count() == before
