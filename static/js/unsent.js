// Words typed into a box of a report, or over a pattern of its sentences, are not lost, whatever becomes of what was
// sent: the tab keeps them until a page shows them as saved. Nobody is shown, and nobody sends, what another person
// typed in the same browser.

const user = document.querySelector("[data-user]").dataset.user;
const boxes = [...document.querySelectorAll(".text-box textarea, .remark-form textarea")];

/** Where the words of a box are kept: each person, report and slot, or pattern and body, has a place of its own. */
const keyOf = (box) => `${user}:${new URL(box.form.action).pathname}${box.dataset.slot ?? ""}`;

/** The buttons that take a text back. */
const TAKES_BACK = ["lay-lai", "goc"];

/** What the server has of a box; the page of one text says it apart, because its box may hold refused words. */
const savedOf = (box) => box.dataset.saved ?? box.defaultValue;

/** The same words, as the server tidies them. */
const tidied = (words) => words.normalize("NFC").replace(/\s+/gu, " ").trim();

/** Keep what differs from what is saved, with the version it was typed over. */
function keep(box) {
  const differs = tidied(box.value) !== tidied(savedOf(box));
  box.form.querySelector("[data-unsent]").hidden = !differs;
  if (differs) {
    sessionStorage.setItem(keyOf(box), JSON.stringify({ text: box.value, seen: box.form.elements.seen.value }));
  } else {
    sessionStorage.removeItem(keyOf(box));
  }
}

/** Put kept words back; typed over an older version they are sent as such, so that nobody is overwritten unseen. */
function putBack(box) {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(box)) ?? "null");
  const refused = tidied(box.defaultValue) !== tidied(savedOf(box));
  if (kept && !refused && tidied(kept.text) !== tidied(savedOf(box))) {
    box.value = kept.text;
    box.form.elements.seen.value = kept.seen;
    const fold = box.closest("details");
    if (fold) fold.open = true;
  }
  keep(box);
}

for (const box of boxes) {
  putBack(box);
  box.addEventListener("input", () => keep(box));
  // Taking a text back drops what was typed over it, too.
  box.form.addEventListener("submit", (event) => {
    if (TAKES_BACK.includes(event.submitter?.value)) sessionStorage.removeItem(keyOf(box));
  });
}
