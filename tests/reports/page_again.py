"""The overview read again: each figure of the page taken out of its place, matched with the forms, and struck off."""

import re
from collections.abc import Callable, Sequence

import lxml.html

from tests.reports.form_figures import Forms, figures
from tests.reports.read_again import unnamed
from tests.reports.told_changes import Changes


def select(element, selector: str) -> list:
    """The parts a selector of the stylesheet means, as far as tests need it: "tag", "#id", ".class", ">"."""
    path, step = ".", "//"
    for word in selector.split(" "):
        if word == ">":
            step = "/"
            continue
        tag, kind, name = re.match(r"([a-z0-9]*)([#.]?)([\w-]*)", word).groups()
        tests = {"#": f"[@id='{name}']", ".": f"[contains(concat(' ', @class, ' '), ' {name} ')]", "": ""}
        path, step = f"{path}{step}{tag or '*'}{tests[kind]}", "//"
    return element.xpath(path)


def said(element) -> str:
    """All words of a part of the page, and what its tiles say when pointed at."""
    return re.sub(r"\s+", " ", " ".join(element.itertext())).strip()


class Page(Changes):
    """Holds the overview against the forms of the same days; what stands in no form and no record is left over."""

    def __init__(self, html: str, forms: Forms):
        self.main = lxml.html.fromstring(html).find(".//main")
        for selector in (".visually-hidden", "colgroup", "svg"):
            for hidden in select(self.main, selector):
                hidden.drop_tree()
        super().__init__(forms)

    def check(self) -> int:
        """Every part of the page; how many figures were matched."""
        matched = 0
        for name, told in self.parts().items():
            elements = select(self.main, name)
            wanted = [*told()]
            assert len(elements) == len(wanted), (name, [said(element) for element in elements], wanted)
            for element, expected in zip(elements, wanted, strict=True):
                found = figures(said(element))
                assert found == expected, (name, said(element), expected)
                matched += len(found)
            for element in elements:
                element.drop_tree()
        assert not unnamed(said(self.main), [self.forms.brief.board.commune_book.decisions]), said(self.main)
        return matched

    def parts(self) -> dict[str, Callable[[], Sequence]]:
        """Where on the page → the figures of each such place, in order."""
        return {
            ".lead": self.lead, ".figures > div": self.six, ".due article": self.dues, ".clock": self.clock,
            ".matrix tbody tr": self.rows, ".matrix tfoot tr": self.sums, ".matrix thead": self.heads,
            "#h-mt": lambda: [[len(self.matrix), self.size]], "#ma-tran .seg": self.switches,
            "#ma-tran .unplanned": self.unplanned, "#phan-nhom tbody tr": self.bands, "#phan-nhom thead": self.since,
            "#phan-nhom tfoot tr": self.whole, "#phan-nhom .note": self.near, ".tiles a": self.tiles,
            "#h-td": self.since, "#thay-doi .push": self.changes, ".changes li": self.changed, ".asks li": self.asks,
            ".aside .count": lambda: [[len([*self.asks()])]],
        }  # fmt: skip
