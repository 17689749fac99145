"""Each form as Chromium prints it, beside the rules of layout (docs/forms.md): what stands where, on which paper."""

import re

import pytest

from tests.browser.screens import FORMS
from tests.reports.writer import leaves, pages

SHEETS = {(842, 595): "A4 ngang", (595, 842): "A4 dọc", (1191, 842): "A3 ngang"}
OF_COMMUNE = {"bieu-01": "?noi=xuan-tan", "bieu-02": "?noi=xuan-tan"}
PRINTED = (*OF_COMMUNE, *FORMS)
LARGEST = 300_000
MEASURED = """() => {
    const paper = document.querySelector(".paper"), edge = paper.querySelector(".bieu").getBoundingClientRect();
    const look = (node) => {
        const style = getComputedStyle(node), range = document.createRange(); range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        return {
            text: node.innerText, bold: +style.fontWeight >= 600, italic: style.fontStyle == "italic",
            align: style.textAlign, size: Math.round(parseFloat(style.fontSize) * 7.5) / 10,
            left: Math.round(box.left - edge.left), right: Math.round(edge.right - box.right),
        };
    };
    const all = (chosen) => [...paper.querySelectorAll(chosen)].map(look);
    const cells = [...paper.querySelectorAll(".bieu th, .bieu tr:not(.below) > td")];
    const [issuer, number] = all(".doc-top > span");
    return {
        issuer, number,
        title: look(paper.querySelector(".doc-title")), about: look(paper.querySelector(".doc-sub")),
        unit: look(paper.querySelector(".doc-unit")), heads: all("thead tr:not(.colno) th"), numbers: all(".colno th"),
        summed: all("tbody tr.sum > :not(.light)"), notes: all(".bieu-note"),
        posts: all(".sign b"), how: all(".sign i"),
        figures: all("tbody td.n"), words: all("tbody td.l"), codes: all("tbody tr:not(.below) > td:not(.n):not(.l)"),
        font: getComputedStyle(paper).fontFamily, repeated: getComputedStyle(paper.querySelector("thead")).display,
        borders: [...new Set(cells.map((cell) => getComputedStyle(cell).borderTopStyle))],
        over: cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length,
    };
}"""


@pytest.mark.parametrize("code", PRINTED)
def test_a_form_keeps_the_rules_of_layout(code, page_as, picture, tmp_path):
    page = page_as("vpdp", (1600, 1200))
    assert page.goto(f"/bao-cao/{code}/{OF_COMMUNE.get(code, '')}").status == 200
    said = re.search(r"Khổ ([A-Z0-9]+ \w+)", page.locator(".print-bar .note").text_content())[1]
    page.emulate_media(media="print")
    found = page.evaluate(MEASURED)
    check_letterhead(code, found)
    check_table(found)
    check_signatures(found)
    check_pages(page.pdf(prefer_css_page_size=True), said, found, tmp_path)
    page.set_viewport_size({"width": 1600 if "A3" in said else 1180, "height": 820})
    assert picture(page, code).stat().st_size < LARGEST


def check_letterhead(code: str, found: dict) -> None:
    """Who issues it left, its number right, the title in capitals over the table, what it is about below."""
    assert found["font"].startswith('"Times New Roman"')
    assert (found["issuer"]["left"], found["issuer"]["bold"]) == (0, True)
    number, title = found["number"], found["title"]
    if code != "tom-tat":
        named = f"Biểu số {code.removeprefix('bieu-')}"
        assert (number["text"], number["right"], number["bold"]) == (named, 0, True)
    assert (title["bold"], title["align"], title["size"], title["text"]) == (True, "center", 14, title["text"].upper())
    assert (found["about"]["italic"], found["about"]["align"]) == (True, "center")
    assert (found["unit"]["italic"], found["unit"]["right"]) == (True, 0)


def check_table(found: dict) -> None:
    """Heads bold and centred, their numbers in italics, words left, figures right, codes centred, sums bold."""
    assert {(head["bold"], head["align"]) for head in found["heads"]} == {(True, "center")}
    assert {(head["italic"], head["bold"], head["align"]) for head in found["numbers"]} == {(True, False, "center")}
    for name, side in (("figures", "right"), ("words", "left"), ("codes", "center")):
        assert {cell["align"] for cell in found[name]} <= {side}, name
    assert {cell["bold"] for cell in found["summed"]} <= {True}
    assert (found["borders"], found["repeated"], found["over"]) == (["solid"], "table-header-group", 0)


def check_signatures(found: dict) -> None:
    """Notes in italics, posts bold in capitals, how to sign in italics."""
    assert {note["italic"] for note in found["notes"]} <= {True}
    assert all(post["bold"] and post["text"] == post["text"].upper() for post in found["posts"])
    assert [line["italic"] for line in found["how"]] == [True] * len(found["how"]) != []


def check_pages(pdf: bytes, said: str, found: dict, folder) -> None:
    """The paper that is promised; the heads on every page, so that no page holds signatures alone."""
    assert {SHEETS[size] for size in pages(pdf)} == {said}
    words = ["".join(leaf.split()) for leaf in leaves(pdf, folder)]
    assert len(words) == len(pages(pdf))
    numbers = "".join("".join(head["text"] for head in found["numbers"]).split())
    assert [numbers in leaf for leaf in words] == [True] * len(words)
