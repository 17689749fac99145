// A rectangle from a spreadsheet: rows by line, cells by tab, quotes around cells that hold line breaks. Pure.

export function rectangle(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') { cell += '"'; at += 1; }
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") { rows.at(-1).push(cell); cell = ""; }
    else if (sign === "\n") { rows.at(-1).push(cell); rows.push([]); cell = ""; }
    else cell += sign;
  }
  rows.at(-1).push(cell);
  return rows.map((row) => row.map((words) => words.trim()));
}

// What the boxes of one row of the sheet say together: whole words for one cell, or two numbers.
export function wordsOf(kind, boxes, known) {
  const typed = [boxes.kq, boxes.tu, boxes.mau].filter(Boolean);
  if (kind !== "ratio") return { text: typed[0] ?? "" };
  const whole = typed.find((words) => words.includes("/"));
  if (whole) return { text: whole };
  const counted = boxes.tu !== undefined || boxes.mau !== undefined;
  const words = /[^\d.,\s%]/.test(boxes.tu ?? "") && !boxes.mau ? boxes.tu : null;
  // A verdict in words, or no number at all: then the fault belongs to the numerator.
  if (words) return { text: words, numerator: words, denominator: known.mau ?? "" };
  if (!counted) return { text: boxes.kq ?? "" };
  return { numerator: boxes.tu ?? known.tu ?? "", denominator: boxes.mau ?? known.mau ?? "" };
}
