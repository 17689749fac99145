// A table of money while it is typed: a block from a spreadsheet falls into its cells, the sums follow. Everything is
// read and added up again on the server.
(function () {
  "use strict";
  const form = document.querySelector("form.money-form");
  if (!form) return;
  const THOUSANDS = /^\d{1,3}(\.\d{3})+$/;

  // The amount of a box in thousandths of a triệu, or NaN where the server must be asked.
  const amount = function (text) {
    const typed = text.trim().replace(/\s/g, "");
    if (typed === "" || typed === "-" || typed === "…") return 0;
    const plain = /,/.test(typed) ? typed.replace(/\./g, "").replace(",", ".") : typed;
    return /^\d+(\.\d{1,3})?$/.test(plain) && !(THOUSANDS.test(typed)) ? Math.round(Number(plain) * 1000) : NaN;
  };

  const shown = function (thousandths) {
    if (Number.isNaN(thousandths)) return "…";
    if (!thousandths) return "";
    const sign = thousandths < 0 ? "-" : "";
    const [whole, rest] = (Math.abs(thousandths) / 1000).toFixed(3).split(".");
    const tail = rest.replace(/0+$/, "");
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, ".") + (tail ? "," + tail : "");
  };

  const value = function (name) {
    const box = form.elements[name];
    return box ? amount(box.value) : 0;
  };

  const DIRECT = ["central_invest", "central_regular", "province", "district", "commune"];
  const OTHERS = ["blended", "credit", "enterprise", "people_cash", "people_labour", "people_land"];

  // What stands in a sum: "giao-thong.result.total", "sum.result.commune", "3.owed", "sum.done".
  const worked = function (name) {
    const parts = name.split(".");
    if (parts[0] === "sum") return columnSum(parts.slice(1).join("."));
    if (parts[1] === "owed") return value(parts[0] + ".done") - value(parts[0] + ".paid");
    const sources = parts[2] === "direct" ? DIRECT : DIRECT.concat(OTHERS);
    return sources.reduce((sum, source) => sum + value(parts[0] + "." + parts[1] + "." + source), 0);
  };

  const columnSum = function (column) {
    const ends = "." + column;
    const found = [...form.querySelectorAll("tbody input, tbody output")].filter(function (one) {
      return (one.name || one.dataset.sum || "").endsWith(ends) && (one.name || one.dataset.sum).split(".")[0] !== "sum";
    });
    return found.reduce((sum, one) => sum + (one.name && one.tagName === "INPUT" ? amount(one.value) : worked(one.dataset.sum)), 0);
  };

  const show = function () {
    for (const output of form.querySelectorAll("output[data-sum]")) {
      const figure = worked(output.dataset.sum);
      output.textContent = shown(figure);
      output.classList.toggle("bad", figure < 0);
    }
  };

  const rowsOf = (table) => [...table.tBodies[0].rows];

  const blockOf = (text) => text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));

  // Excel writes 1.234 for a thousand where it shows no decimals: three such cells and no other kind say so.
  const withoutThousands = function (block) {
    const dotted = block.flat().map((text) => text.trim()).filter((text) => /^\d[\d.,]*\.\d/.test(text));
    const sure = dotted.length > 2 && dotted.every((text) => THOUSANDS.test(text) || /^\d{1,3}(\.\d{3})+,\d+$/.test(text));
    return sure ? block.map((line) => line.map((text) => (THOUSANDS.test(text.trim()) ? text.trim().replace(/\./g, "") : text))) : block;
  };

  // Biểu 08 stands a line of sums above each group of contents, the page does not; other tables have none either. For
  // each line of a block: how many lines it would add up, 0 for a content.
  const laidOut = function (rows, startsWithSums) {
    return rows.flatMap(function (row, at) {
      const begins = at ? row.dataset.heading !== rows[at - 1].dataset.heading : startsWithSums;
      return begins ? [rows.filter((one) => one.dataset.heading === row.dataset.heading).length, 0] : [0];
    });
  };

  // How far a line of sums is from what stands below it; amounts shown with one decimal may be rounded.
  const addsUp = function (block, at, count) {
    const members = block.slice(at + 1, at + 1 + count);
    return members.length < count || block[at].every(function (text, column) {
      const sum = members.reduce((total, line) => total + amount(line[column] || ""), 0);
      return text.trim() === "" || Math.abs(amount(text) - sum) <= 50 * (count + 1);
    });
  };

  // A line that equals the only content below it is a sum where more than one amount says so: two contents may share one.
  const tells = (line, count) => line.filter((text) => amount(text) > 0).length > (count > 1 ? 0 : 1);

  const withoutSums = function (block, rows) {
    if (!rows[0].dataset.heading) return block;
    for (const startsWithSums of [false, true]) {
      const counts = laidOut(rows, startsWithSums).slice(0, block.length);
      const told = counts.some((count, at) => count && at + count < block.length && tells(block[at], count));
      if (told && counts.every((count, at) => !count || addsUp(block, at, count))) return block.filter((line, at) => !counts[at]);
    }
    return block;
  };

  // Biểu 08 goes on to the right with the plan, then the note; the page has the plan below and the note before it.
  const cellsFrom = function (row, at, count) {
    const own = [...row.cells].slice(at), plan = form.querySelectorAll("[data-grid]")[1];
    if (count <= own.length || !plan || plan.contains(row)) return own;
    return [...own.slice(0, -1), ...[...rowsOf(plan)[row.sectionRowIndex].cells].slice(1), own[own.length - 1]];
  };

  form.addEventListener("paste", function (event) {
    const cell = event.target.closest("[data-grid] td");
    const text = event.clipboardData.getData("text/plain");
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const table = cell.closest("table"), from = rowsOf(table).indexOf(cell.parentElement);
    const read = withoutThousands(blockOf(text)), block = withoutSums(read, rowsOf(table).slice(from));
    while (table.classList.contains("debts") && rowsOf(table).length < from + block.length) addRow(table);
    let filled = 0, left = 0;
    block.forEach(function (line, down) {
      const row = rowsOf(table)[from + down], targets = row ? cellsFrom(row, cell.cellIndex, line.length) : [];
      line.forEach(function (words, right) {
        const target = targets[right];
        const box = target && target.querySelector("input");
        if (box) { box.value = words.trim(); filled += 1; } else if (!target && words.trim()) left += 1;
      });
    });
    const sums = read.length - block.length;
    form.querySelector("[data-pasted]").textContent = "Đã dán " + filled + " ô" + (sums ? ", bỏ qua " + String(sums).padStart(2, "0") + " dòng cộng của nhóm" : "") + (left ? ", " + left + " ô ra ngoài bảng không dán" : "") + ". Chưa lưu.";
    show();
  });

  const addRow = function (table) {
    const rows = rowsOf(table), at = rows.length, row = rows[at - 1].cloneNode(true);
    for (const box of row.querySelectorAll("input")) {
      const part = box.name.split(".")[1];
      box.name = at + "." + part;
      box.id = "o-" + box.name;
      box.value = "";
      box.removeAttribute("aria-invalid");
      box.removeAttribute("aria-describedby");
      box.setAttribute("aria-label", box.getAttribute("aria-label").replace(/^dòng \d+/, "dòng " + (at + 1)));
    }
    row.querySelectorAll("p").forEach((one) => one.remove());
    row.querySelector("output").dataset.sum = at + ".owed";
    row.cells[0].textContent = String(at + 1);
    table.tBodies[0].append(row);
    form.elements.rows.value = String(at + 1);
    return row;
  };

  const more = form.querySelector("[data-more]");
  if (more) more.addEventListener("click", function (event) {
    event.preventDefault();
    addRow(form.querySelector("table.debts")).querySelector("input").focus();
    show();
  });

  form.addEventListener("input", show);
  show();
})();
