"""One number is the same number wherever it is read: overview, lists, pages, forms and Excel."""

import re
from collections import Counter
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from ntm_portal.vietnamese import number

THREE = ("11", "15.1", "15.3")
LETTERS_OF_A_ROW = (
    "rows => rows.map(row => Array.from(row.cells, cell => (/Đ|CB|KX|C|…/.exec(cell.textContent) || [''])[0]))"
)
WORDS_OF_A_ROW = "rows => rows.map(row => Array.from(row.cells, cell => cell.innerText.trim().replace(/\\s+/g, ' ')))"


@pytest.fixture
def page(page_as) -> Page:
    return page_as("vpdp")


@pytest.fixture
def matrix(page) -> dict[str, list[str]]:
    """The letters of the overview by commune, with the sums at the end of the row."""
    page.goto("/")
    names = page.locator("#ma-tran tbody th a").evaluate_all("links => links.map(link => link.lastChild.textContent)")
    letters = page.locator("#ma-tran tbody tr").evaluate_all(LETTERS_OF_A_ROW)
    assert len(names) == 20
    return {name: row[1:20] for name, row in zip(names, letters, strict=True)}


def words(page: Page, path: str, rows: str) -> list[list[str]]:
    page.goto(path)
    return page.locator(rows).evaluate_all(WORDS_OF_A_ROW)


def tallies(matrix: dict[str, list[str]]) -> dict[str, tuple[int, ...]]:
    """Met, nearly, not met and others of each commune, counted by us."""
    counted = {name: Counter(letters) for name, letters in matrix.items()}
    return {name: (c["Đ"], c["CB"], c["C"], c["…"] + c["KX"]) for name, c in counted.items()}


def whole(text: str) -> int:
    """ "1.034" or "-"."""
    return 0 if text == "-" else int(text.replace(".", ""))


def test_the_sums_of_the_matrix_are_right(page, matrix):
    rows = page.locator("#ma-tran tbody tr").evaluate_all(WORDS_OF_A_ROW)
    printed = [tuple(map(whole, row[20:24])) for row in rows]
    assert printed == list(tallies(matrix).values())
    foot = page.locator("#ma-tran tfoot tr").first.evaluate("row => Array.from(row.cells, cell => cell.innerText)")
    met = [sum(letters[column] == "Đ" for letters in matrix.values()) for column in range(19)]
    assert list(map(whole, foot[1:20])) == met
    assert list(map(whole, foot[20:24])) == [sum(each) for each in zip(*tallies(matrix).values(), strict=True)]


def test_the_headline_numbers_are_those_of_the_matrix(page, matrix):
    tally = tallies(matrix)
    complete = sum(letters.count("Đ") == 19 for letters in matrix.values())
    mean = number(Fraction(sum(met for met, *_ in tally.values()), 20), 1)
    numbers = page.locator(".figures .num").all_inner_texts()
    assert numbers[:2] == [f"{complete}/20 đơn vị", f"{mean}/19"]
    bands = words(page, "/", "#phan-nhom tbody tr")
    assert (bands[0][1], bands[1][1]) == (str(complete), str(20 - complete))
    form = words(page, "/bao-cao/bieu-04/", ".paper tbody tr")
    assert [row[2:3] for row in form[:2]] == [[str(complete)], [str(20 - complete)]]
    assert next(row for row in form if "Bình quân" in row[1])[2] == mean


def test_form_03_and_its_excel_are_the_matrix(page, matrix):
    page.goto("/bao-cao/bieu-03/")
    paper = page.locator(".paper tbody tr").evaluate_all(LETTERS_OF_A_ROW)
    assert {tuple(row[2:21]) for row in paper[:20]} == {tuple(letters) for letters in matrix.values()}
    sheet = load_workbook(BytesIO(page.request.get("/bao-cao/bieu-03.xlsx").body()))["Biểu 03"]
    rows = {row[1]: [cell.removesuffix("▼") for cell in row[2:21]] for row in sheet.values if row[1] in matrix}
    assert rows == matrix


def test_every_commune_page_says_what_the_matrix_says(page, matrix):
    listed = {row[0].removeprefix("Xã "): row[1] for row in words(page, "/xa/", "main tbody tr")}
    links = page.locator("main tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for (name, letters), link in zip(matrix.items(), links, strict=True):
        page.goto(link)
        strip = page.locator(".strip a").evaluate_all(
            "links => links.map(link => link.childNodes[1].textContent.trim())"
        )
        assert strip == letters, name
        count = page.locator(".num").first.inner_text()
        required = 19 - letters.count("KX")
        assert count == f"{letters.count('Đ')}/{required}", name
        assert listed[name].startswith(count), name


def test_every_criterion_counts_what_the_matrix_counts(page, matrix):
    rows = words(page, "/tieu-chi/", "main tbody tr:not(.grp)")
    columns = [Counter(letters[column] for letters in matrix.values()) for column in range(19)]
    expected = [[column[letter] for letter in ("Đ", "CB", "C", "…", "KX")] for column in columns]
    assert [list(map(whole, row[2:7])) for row in rows] == expected
    form = words(page, "/bao-cao/bieu-05/", ".paper tbody tr")
    numbered = [row for row in form if row[0].isdigit()]
    assert [[whole(row[2]), whole(row[4]), whole(row[5])] for row in numbered] == [row[:3] for row in expected]


def gaps_of_overview(page: Page) -> dict[str, dict[str, int]]:
    """How far each commune still is, in people or households, as the overview draws it."""
    page.goto("/")
    found = {}
    for indicator, article in zip(THREE, page.locator(".due article").all(), strict=True):
        lines = article.locator(".gaplist li").evaluate_all(
            "lines => lines.map(line => [line.querySelector('a').innerText, line.querySelector('.right').innerText])"
        )
        found[indicator] = {name: whole(words) for name, words in lines}
        assert article.locator(".gap-num b").inner_text() == number(sum(found[indicator].values()))
    return found


def test_the_gaps_of_september_are_the_same_everywhere(page):
    gaps = gaps_of_overview(page)
    assert gaps["15.1"] == {"Xuân Hồng": 412, "Xuân Ninh": 287, "Xuân Thủy": 171, "Xuân Tân": 106, "Xuân Châu": 58}

    for indicator in THREE:
        rows = words(page, f"/chi-tieu/{indicator}/", "main .gaptable tbody tr")
        stated = {row[0]: re.search(r"còn (?:thiếu|phải giảm) ([\d.]+)", " ".join(row)) for row in rows}
        assert {name: whole(found[1]) for name, found in stated.items() if found} == gaps[indicator], indicator

    form = [row for row in words(page, "/bao-cao/bieu-06/", ".paper tbody tr") if row[0].isdigit()]
    for indicator, column in zip(THREE, (5, 10, 15), strict=True):
        assert {row[1]: whole(row[column]) for row in form if row[column] != "-"} == gaps[indicator], indicator

    task = words(page, "/chi-thi/", "main table.stack tbody tr")
    for indicator, column in zip(THREE, (2, 4, 6), strict=True):
        stated = {row[0]: re.search(r"(?:giảm|thêm) ([\d.]+)", row[column]) for row in task if len(row) > 6}
        assert {name: whole(found[1]) for name, found in stated.items() if found} == gaps[indicator], indicator


def test_the_district_rates_are_the_same_everywhere(page):
    page.goto("/")
    shown = [
        re.search(r"toàn huyện ([\d,]+)%", article.inner_text())[1] for article in page.locator(".due article").all()
    ]
    total = next(row for row in words(page, "/bao-cao/bieu-06/", ".paper tbody tr") if row[1] == "Toàn huyện")
    assert [total[4], total[9], total[14]] == shown
    for indicator, rate in zip(THREE, shown, strict=True):
        page.goto(f"/chi-tieu/{indicator}/")
        assert f"toàn huyện {rate}%" in page.locator("main").inner_text()


def test_the_nine_criteria_of_the_district_are_the_same_everywhere(page):
    page.goto("/")
    figure = page.locator(".figures div", has_text="Tiêu chí huyện đạt").locator(".num").inner_text()
    page.goto("/huyen/")
    assert f"đạt {figure} tiêu chí" in page.locator(".lead").inner_text()
    page.goto("/chi-thi/")
    assert page.locator("dl div", has_text="Tiêu chí huyện đạt").locator(".num").inner_text() == figure
    rows = words(page, "/bao-cao/bieu-12/", ".paper tbody tr")
    letters = [row[5][0] for row in rows if row[0].isdigit()]
    assert f"{letters.count('Đ')}/{len(letters)}" == figure


def test_the_workbook_says_what_the_summary_on_paper_says(page):
    paper = [row for row in words(page, "/bao-cao/tom-tat/", ".paper tbody tr") if len(row) > 3 and row[2]]
    book = load_workbook(BytesIO(page.request.get("/bao-cao/tong-hop.xlsx").body()))
    sheet = book[book.sheetnames[0]]
    cells = {(row[1], str(row[2]).replace(".", ",")) for row in sheet.values if len(row) > 2 and row[1]}
    first = [(row[1], row[2]) for row in paper if row[1].startswith("Số ") and "đơn vị đạt" not in row[1]]
    assert first
    assert set(first) <= cells
