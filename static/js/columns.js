// Tables of boxes with a keyboard, as in a spreadsheet: up, down and Enter move along a column, past rows without a box.
(function () {
  "use strict";
  const STEP = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
  const boxIn = (row, column) => row.cells[column] && row.cells[column].querySelector("input");

  document.addEventListener("keydown", function (event) {
    const cell = event.target.closest("table[data-grid] td");
    if (!cell || !(event.key in STEP) || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...cell.closest("table").tBodies[0].rows];
    let at = rows.indexOf(cell.parentElement) + STEP[event.key];
    while (rows[at] && !boxIn(rows[at], cell.cellIndex)) at += STEP[event.key];
    event.preventDefault();
    if (rows[at]) { boxIn(rows[at], cell.cellIndex).focus(); boxIn(rows[at], cell.cellIndex).select(); }
  });
})();
