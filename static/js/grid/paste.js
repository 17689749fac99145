// A rectangle from a spreadsheet: laid over the grid from the chosen cell, previewed by the server, then stored as one.

import { wordsOf } from "./clipboard.js";
import { askIn, boxNamed, slotOf } from "./dialogs.js";
import { post } from "./wire.js";

const PATH = "/cap-nhat/dan/";
const HEAPS = { accepted: "ghi", unchanged: "không đổi", asked: "cần hỏi", refused: "bị từ chối", stale: "có số mới hơn" };

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
  const rank = { refused: 0, stale: 0, asked: 1, accepted: 2, unchanged: 3 };
  for (const cell of [...cells].sort((one, other) => rank[one.heap] - rank[other.heap])) {
    const row = body.insertRow();
    row.className = `heap-${cell.heap}`;
    row.dataset.heap = cell.heap;
    for (const words of [`${cell.label}, ${cell.indicator}`, cell.before, cell.typed, [HEAPS[cell.heap], ...cell.sentences].join(": ")]) row.insertCell().textContent = words;
  }
  slotOf(dialog, "list").replaceChildren(table);
}

function summary(said, outside) {
  const parts = Object.entries(HEAPS).map(([heap, words]) => [said.counts[heap], words]).filter(([count]) => count);
  const away = outside ? [`${outside} ô nằm ngoài lưới, bỏ qua`] : [];
  return [...parts.map(([count, words]) => `${count} ô ${words}`), ...away].join(" · ");
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
  const check = async () => {
    if (said.counts.asked) return "Chọn cách đọc số có dấu chấm trước khi ghi.";
    // Stored is what was shown as accepted, nothing else.
    const accepted = message.cells.filter((cell, place) => said.cells[place].heap === "accepted");
    const stored = await post(PATH, { ...message, cells: accepted, apply: true });
    if (stored.status !== 200) return (stored.said.sentences ?? []).join(" ") || "Chưa gửi được, chưa ghi ô nào. Thử lại.";
    take(grid, stored.said, said.cells);
    return "";
  };
  await askIn("paste", { words: {}, fields: said.counts.asked ? ["dots"] : [], check });
  grid.focus();
}

async function preview(grid, dialog, message, outside) {
  const { status, said } = await post(PATH, message);
  if (status === 401) { grid.savebar.signIn(said.code === "other"); return null; }
  if (status !== 200) { grid.savebar.net.textContent = (said.sentences ?? []).join(" ") || "Chưa xem trước được, chưa ghi ô nào. Thử lại."; return null; }
  list(dialog, said.cells);
  slotOf(dialog, "words").textContent = summary(said, outside);
  slotOf(dialog, "question").textContent = said.question;
  slotOf(dialog, "ok").textContent = `Ghi ${said.counts.accepted} ô`;
  slotOf(dialog, "ok").disabled = !said.counts.accepted;
  return said;
}

function take(grid, said, shown) {
  const warnings = new Map(shown.map((cell) => [`${cell.label}|${cell.indicator}`, cell.sentences]));
  for (const cell of said.stored) {
    const record = grid.records.get(`${grid.data.stage}|${cell.place}|${cell.indicator}`);
    if (!record) continue;
    record.last = cell.cell;
    record.learn(cell.cell);
    const odd = warnings.get(`${record.label}|${record.number}`) ?? [];
    record.become(odd.length ? "warned" : "saved", odd);
  }
  grid.savebar.refresh();
  grid.savebar.net.textContent = said.sentences.join(" ");
  grid.savebar.say(said.sentences.join(" "));
  grid.savebar.about(grid.record);
}
