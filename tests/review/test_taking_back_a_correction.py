"""What a withdrawal of a correction does is said before it is done."""

import pytest

from tests import build


@pytest.mark.django_db
@pytest.mark.parametrize("is_correction", [False, True])
def test_the_page_says_that_the_corrected_figure_goes_too(is_correction, sign_in, hanh, xuan_tan):
    (figure,) = build.record(xuan_tan, build.row("15.1", 80, 100), by=hanh)
    if is_correction:
        row = build.row("15.1", 81, 100, corrects_id=figure.pk, reason="Thử")
        (figure,) = build.record(xuan_tan, row, by=hanh)
    page = sign_in("hanh").get(f"/lich-su/xuan-tan/15.1/{figure.pk}/rut/").content.decode()
    assert ("rút là rút cả hai" in page) == is_correction
