// The entry sheet with a keyboard: Enter goes down a column, results are worked out while typing,
// and a page with unsent figures asks before it is left. Everything is checked again on the server.
(function () {
  "use strict";
  const form = document.querySelector("form.entry");
  if (!form) return;
  let unsent = false;

  const readNumber = function (box) {
    const plain = box.value.trim().replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", ".");
    return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  };

  const showResult = function (row) {
    const box = function (end) { return row.querySelector('.cellin[name$="-' + end + '"]'); };
    const numerator = box("tu"), denominator = box("mau"), result = box("kq");
    if (!numerator || !denominator || !result) return;
    const ratio = 100 * readNumber(numerator) / readNumber(denominator);
    result.placeholder = Number.isFinite(ratio) ? ratio.toFixed(2).replace(".", ",") : "%";
  };

  const below = function (box) {
    const end = box.name.split("-").pop();
    const column = Array.from(form.querySelectorAll('.cellin[name$="-' + end + '"]'));
    return column[column.indexOf(box) + 1];
  };

  form.addEventListener("input", function (event) {
    unsent = true;
    const row = event.target.closest(".irow");
    if (row) showResult(row);
  });

  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !event.target.matches(".cellin")) return;
    event.preventDefault();
    const next = below(event.target);
    if (next) { next.focus(); next.select(); }
  });

  form.addEventListener("submit", function () { unsent = false; });

  window.addEventListener("beforeunload", function (event) {
    if (unsent) event.preventDefault();
  });
})();
