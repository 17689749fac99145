// A rectangle from a spreadsheet: laid over the grid from the chosen cell, previewed by the server, then stored as one.

import { wordsOf } from "./clipboard.js";
import { askIn, boxNamed, missing, slotOf } from "./dialogs.js";
import { iconOf, wayTo } from "./cells.js";
import { post } from "./wire.js";

const PATH = "/cap-nhat/dan/";
const HEAPS = {
  accepted: "ghi", reason: "ghi kèm lý do", unchanged: "không đổi", asked: "cần hỏi", refused: "bị từ chối", stale: "có số mới hơn",
};
const RANK = { refused: 0, stale: 1, asked: 2, reason: 3, accepted: 4, unchanged: 5 };
const isStored = (cell) => cell.heap === "accepted" || cell.heap === "reason";

// Which record gets which words: the boxes of one record that lie under the rectangle, put together.
export function laidOver(rows, at, cells, owner) {
  const found = new Map();
  let outside = 0;
  cells.forEach((line, down) => line.forEach((text, across) => {
    const cell = rows[at.row + down]?.[at.column + across];
    if (!text) return;
    const record = cell && owner.get(cell);
    if (!record) { outside += 1; return; }
    const boxes = found.get(record) ?? {};
    found.set(record, { ...boxes, [record.boxOf(cell)]: boxes[record.boxOf(cell)] ?? text });
  }));
  return { found, outside };
}

function list(dialog, cells) {
  const table = document.createElement("table");
  table.className = "tbl";
  const head = table.createTHead().insertRow();
  for (const words of ["Ô", "Đang có", "Dán vào", "Kết quả"]) head.append(Object.assign(document.createElement("th"), { textContent: words, scope: "col" }));
  const body = table.createTBody();
  // What asks for a look comes first, and among cells of one heap those with a warning.
  const rank = (cell) => 2 * RANK[cell.heap] - (cell.warnings.length ? 1 : 0);
  for (const cell of [...cells].sort((one, other) => rank(one) - rank(other))) {
    const row = body.insertRow();
    row.className = `heap-${cell.heap}`;
    row.dataset.heap = cell.heap;
    for (const words of [`${cell.label}, ${cell.indicator}`, cell.before, cell.typed, [HEAPS[cell.heap], ...cell.sentences].join(": ")]) row.insertCell().textContent = words;
    if (cell.warnings.length) row.cells[3].append(warned(cell));
  }
  slotOf(dialog, "list").replaceChildren(table);
}

// What is odd about a cell that will be stored, with the ways to the other rows; the dialog stays where it is.
function warned(cell) {
  const line = Object.assign(document.createElement("p"), { className: "warn" });
  line.append(iconOf("alert", "i"), ` ${cell.warnings.join(" ")}`);
  for (const way of cell.ways) line.append(" ", Object.assign(wayTo(way), { target: "_blank", rel: "noopener" }));
  return line;
}

function summary(said, outside) {
  const parts = Object.entries(HEAPS).map(([heap, words]) => [said.counts[heap], words]).filter(([count]) => count);
  const odd = said.cells.filter((cell) => cell.warnings.length).length;
  const doubts = odd ? [`${odd} ô có cảnh báo`] : [];
  const away = outside ? [`${outside} ô nằm ngoài lưới, bỏ qua`] : [];
  return [...parts.map(([count, words]) => `${count} ô ${words}`), ...doubts, ...away].join(" · ");
}

export async function paste(grid, cells) {
  const { rows, at } = grid.at();
  const { found, outside } = laidOver(rows, at, cells, grid.owner);
  const sent = [...found].map(([record, boxes]) => ({ place: record.place, indicator: record.number, seen: record.seen, ...wordsOf(record.kind, boxes, record.known) }));
  const message = { ...grid.common(), user: grid.user, cells: sent };
  const dialog = boxNamed("paste");
  let said = await preview(grid, dialog, message, outside);
  if (!said) return;
  const redo = async (dots) => { message.dots = dots; said = (await preview(grid, dialog, message, outside)) ?? said; };
  for (const radio of dialog.querySelectorAll("[name=dots]")) { radio.checked = false; radio.onchange = () => redo(radio.value); }
  const check = async (button, typed) => {
    if (said.counts.asked) return "Chọn cách đọc số có dấu chấm trước khi ghi.";
    const unsaid = missing(said.counts.reason ? { reason: typed.reason } : {});
    if (unsaid) return unsaid;
    // Stored is what was shown as to be stored, nothing else; the reason goes with the cells that ask for it.
    const withReason = message.cells.map((cell, place) => ({ ...cell, shown: said.cells[place].shown, ...(said.cells[place].heap === "reason" ? { reason: typed.reason } : {}) }));
    const chosen = withReason.filter((cell, place) => isStored(said.cells[place]));
    const stored = await post(PATH, { ...message, cells: chosen, apply: true });
    if (stored.status !== 200) return (stored.said.sentences ?? []).join(" ") || "Chưa gửi được, chưa ghi ô nào. Thử lại.";
    take(grid, stored.said, said.cells);
    return "";
  };
  await askIn("paste", { words: {}, fields: ["dots", "reason"].filter((name) => said.counts[name === "dots" ? "asked" : name]), check });
  grid.focus();
}

async function preview(grid, dialog, message, outside) {
  const { status, said } = await post(PATH, message);
  if (status === 401) { grid.savebar.signIn(said.code === "other"); return null; }
  if (status !== 200) { grid.savebar.net.textContent = (said.sentences ?? []).join(" ") || "Chưa xem trước được, chưa ghi ô nào. Thử lại."; return null; }
  list(dialog, said.cells);
  slotOf(dialog, "words").textContent = summary(said, outside);
  slotOf(dialog, "question").textContent = said.question;
  // How dots are read may decide which cells ask for a reason.
  slotOf(dialog, "why").textContent = said.why;
  slotOf(dialog, "why").parentNode.hidden = !said.counts.reason;
  const count = said.counts.accepted + said.counts.reason;
  slotOf(dialog, "ok").textContent = `Ghi ${count} ô`;
  slotOf(dialog, "ok").disabled = !count;
  return said;
}

function take(grid, said, shown) {
  const previewed = new Map(shown.map((cell) => [`${cell.label}|${cell.indicator}`, cell]));
  for (const cell of said.stored) {
    const record = grid.records.get(`${grid.data.stage}|${cell.place}|${cell.indicator}`);
    if (!record) continue;
    record.last = cell.cell;
    record.learn(cell.cell);
    const { warnings, ways } = previewed.get(`${record.label}|${record.number}`);
    record.become(warnings.length ? "warned" : "saved", warnings, ways);
  }
  grid.savebar.refresh();
  grid.savebar.net.textContent = said.sentences.join(" ");
  grid.savebar.say(said.sentences.join(" "));
  grid.savebar.about(grid.record);
}
