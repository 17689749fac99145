// The cells on the page. A record is one indicator of one place: a row of the sheet, or a cell of the office grid.

const sprite = document.querySelector(".legend use, .savebar use")?.getAttribute("href").split("#")[0];

export const STATES = {
  clean: { css: "", icon: "", words: "" },
  saved: { css: "cs-saved", icon: "", words: "đã lưu" },
  held: { css: "cs-wait", icon: "clock", words: "gõ tiếp số còn lại, chưa lưu" },
  sending: { css: "cs-sending", icon: "dots", words: "đang gửi" },
  waiting: { css: "cs-wait", icon: "clock", words: "chờ gửi, chưa lưu" },
  failed: { css: "cs-fail", icon: "redo", words: "gửi lỗi, chưa lưu" },
  refused: { css: "cs-invalid", icon: "x", words: "bị từ chối, chưa lưu" },
  stale: { css: "cs-invalid", icon: "x", words: "có số mới hơn của người khác, chưa lưu" },
  warned: { css: "cs-warn", icon: "alert", words: "đã lưu, có cảnh báo" },
  locked: { css: "cs-locked", icon: "lock", words: "đã khóa, chưa lưu" },
};
const ALL_CSS = Object.values(STATES).map((state) => state.css).filter(Boolean);
const BOX_WORDS = { tu: "tử số", mau: "mẫu số", kq: "kết quả" };

const grouped = (typed) => typed.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "."));

export function iconOf(name, css = "i") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", css);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

// The way to another row of which a warning speaks: its number, its address.
export const wayTo = ([number, address]) => Object.assign(document.createElement("a"), { href: address, textContent: `Xem ${number}` });

function drawState(cells, state) {
  const { css, icon } = STATES[state];
  cells.forEach((cell, at) => {
    cell.classList.remove(...ALL_CSS);
    cell.querySelector(".cs-mark")?.remove();
    if (css) cell.classList.add(css);
    if (icon && at === 0) cell.prepend(iconOf(icon, "cs cs-mark"));
  });
}

// What both kinds of record can do; `node` carries what is known of the figure.
class Record {
  constructor(node, { place, label, number, name, kind }) {
    Object.assign(this, { node, place, label, number, name, kind, state: "clean", notes: [], ways: [] });
  }

  get seen() { return Number(this.node.dataset.seen) || null; }
  get source() { return this.node.querySelector(".src-of")?.textContent ?? ""; }
  get text() { return this.node.dataset.t ?? ""; }
  get gap() { return this.node.dataset.g ?? ""; }
  get when() { return this.node.dataset.d ? `${this.node.dataset.d} (${this.node.dataset.a})` : ""; }
  get readonly() { return this.kind === "parts"; }
  // How many comments on the cell wait for an answer, as words.
  get talk() { return this.node.dataset.talk ? `${this.node.dataset.talk} ý kiến chờ trả lời` : ""; }
  // Why nobody at this desk may write here; empty where one may.
  get lock() { return this.node.dataset.lock ?? ""; }
  // Why the cell came back, while it is open for correction.
  get opened() { return this.node.dataset.opened ?? ""; }
  // The figure as it is read, thousands grouped; `text` is how it is typed.
  get figure() { return this.text.split("/").map(grouped).join("/"); }

  learn(cell) {
    const data = this.node.dataset;
    for (const name of ["seen", "t", "d", "a", "g"]) delete data[name];
    if (cell.seen) Object.assign(data, { seen: cell.seen, t: cell.text, d: cell.day, a: cell.age });
    if (cell.gap) data.g = cell.gap;
  }

  talked(waiting) {
    if (waiting) this.node.dataset.talk = waiting < 10 ? `0${waiting}` : waiting;
    else delete this.node.dataset.talk;
  }

  become(state, notes = [], ways = []) {
    Object.assign(this, { state, notes, ways });
    drawState(this.cells, state);
  }

  speak(cell, value) {
    const words = [this.label, this.called(cell)].join(", ");
    const state = STATES[this.state].words;
    return [`${words}: ${value || "chưa có số liệu"}`, this.gap, state, this.lock && `đã khóa: ${this.lock}`, this.talk, ...this.notes].filter(Boolean).join("; ");
  }
}

export class Row extends Record {
  constructor(node, place) {
    super(node, { ...place, number: node.dataset.i, name: node.dataset.name, kind: node.dataset.k });
    const calc = node.querySelector("td[colspan='3'].calc");
    this.boxes = calc ? { kq: calc } : Object.fromEntries([...node.querySelectorAll("[data-b]")].map((td) => [td.dataset.b, td]));
  }

  get cells() { return Object.values(this.boxes); }
  get known() {
    const [tu, mau] = this.text.includes("/") ? this.text.split("/") : [];
    return { tu, mau };
  }
  get line() {
    const { tu, mau, kq } = this.boxes;
    return tu ? [tu, mau, kq] : this.kind === "value" ? [null, null, kq] : [kq, kq, kq];
  }

  boxOf(cell) { return Object.keys(this.boxes).find((box) => this.boxes[box] === cell); }
  called(cell) { return [`${this.number} ${this.name}`, this.boxes.tu && BOX_WORDS[this.boxOf(cell)]].filter(Boolean).join(", "); }
  valueOf(cell) { return cell.textContent.trim(); }
  // What F2 opens: the number of the box, or the whole figure.
  editable(cell) {
    const box = this.boxOf(cell);
    return this.known[box] ?? (box === "kq" && this.text.includes("/") ? "" : box === "kq" ? this.text : "");
  }

  faces({ tu, mau, kq }) {
    if (this.boxes.tu) { this.boxes.tu.textContent = tu; this.boxes.mau.textContent = mau; }
    if (!this.readonly) this.boxes.kq.textContent = kq;
  }

  learn(cell) {
    super.learn(cell);
    this.faces(cell.faces);
    this.node.querySelector(".gapnote").textContent = cell.gap;
    this.node.querySelector(".verdicts").innerHTML = cell.chips;
    this.node.querySelector(".src-of").textContent = cell.source;
    const when = this.node.querySelector(".when");
    when.textContent = "";
    if (cell.day) {
      const link = Object.assign(document.createElement("a"), { href: `/lich-su/${this.place}/${encodeURIComponent(this.number)}/`, textContent: cell.day, tabIndex: -1 });
      when.append(link, document.createElement("br"), cell.age);
    }
  }

  talked(waiting) {
    super.talked(waiting);
    this.node.querySelector(".talk-mark")?.remove();
    if (!waiting) return;
    const mark = Object.assign(document.createElement("a"), { className: "talk-mark", href: `/trao-doi/${this.place}/${encodeURIComponent(this.number)}/`, tabIndex: -1 });
    const words = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: this.talk });
    mark.append(iconOf("chat"), words);
    this.node.querySelector(".gapnote").before(" ", mark);
  }

  // What was typed, as typed, until the server has answered.
  draft(words) {
    if (words.numerator !== undefined) return this.faces({ tu: words.numerator, mau: words.denominator, kq: "" });
    const pair = this.boxes.tu && words.text.includes("/") ? words.text.split("/") : ["", ""];
    return this.faces({ tu: pair[0].trim(), mau: pair[1].trim(), kq: pair[0] ? "" : words.text });
  }
}

export class Square extends Record {
  constructor(node, place, head) {
    super(node, { ...place, number: head.dataset.i, name: head.dataset.name, kind: head.dataset.k });
  }

  get cells() { return [this.node]; }
  get known() { return {}; }
  get lock() { return this.node.classList.contains("shut") ? this.node.closest("tr").dataset.lock : ""; }
  boxOf() { return "kq"; }
  called() { return `${this.number} ${this.name}`; }
  valueOf() { return this.node.textContent.trim(); }
  editable() { return this.text; }

  learn(cell) {
    super.learn(cell);
    this.node.innerHTML = cell.face;
  }

  draft(words) { this.node.textContent = words.text ?? `${words.numerator}/${words.denominator}`; }
}

const shownColumns = (row) => [...row.cells].slice(1).filter((cell) => !cell.hidden);

// The records by id, and the cells as rows of the grid in which the keys move.
export function readGrid(room) {
  const { stage, place, label } = room.dataset;
  const table = room.querySelector("[role=grid]");
  const records = new Map(), owner = new Map();
  const add = (record) => {
    records.set(`${stage}|${record.place}|${record.number}`, record);
    for (const cell of record.cells) owner.set(cell, record);
    return record;
  };
  if (room.dataset.grid === "sheet") {
    const rows = [...table.querySelectorAll("tr[data-i]")].map((row) => add(new Row(row, { place, label })));
    return { table, records, owner, lines: () => rows.map((row) => row.line) };
  }
  const heads = [...table.tHead.rows[1].cells];
  for (const row of table.tBodies[0].rows) {
    const of = { place: row.dataset.u, label: row.dataset.n };
    [...row.cells].slice(1).forEach((cell, at) => add(new Square(cell, of, heads[at])));
  }
  const lines = () => [...table.tBodies[0].rows].filter((row) => !row.hidden).map(shownColumns);
  return { table, records, owner, lines };
}
