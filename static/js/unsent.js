// Words typed into one box of a report are not lost when another box is sent: the tab keeps them until they are.

const boxes = [...document.querySelectorAll(".text-box textarea")];

/** Where the words of a box are kept: each report and slot has a place of its own. */
const keyOf = (box) => new URL(box.form.action).pathname;

/** Keep what differs from what the page brought, with the version it was typed over. */
function keep(box) {
  const mark = box.form.querySelector("[data-unsent]");
  const differs = box.value !== box.defaultValue;
  mark.hidden = !differs;
  if (differs) {
    sessionStorage.setItem(keyOf(box), JSON.stringify({ text: box.value, seen: box.form.elements.seen.value }));
  } else {
    sessionStorage.removeItem(keyOf(box));
  }
}

/** Put kept words back; typed over an older version they are sent as such, so that nobody is overwritten unseen. */
function putBack(box) {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(box)) ?? "null");
  if (!kept || kept.text === box.defaultValue) {
    sessionStorage.removeItem(keyOf(box));
    return;
  }
  box.value = kept.text;
  box.form.elements.seen.value = kept.seen;
  box.form.querySelector("[data-unsent]").hidden = false;
  const fold = box.closest("details");
  if (fold) fold.open = true;
}

for (const box of boxes) {
  putBack(box);
  box.addEventListener("input", () => keep(box));
  box.form.addEventListener("submit", () => sessionStorage.removeItem(keyOf(box)));
}
