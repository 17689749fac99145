// "Xác nhận không đổi": the figures still hold on the day typed above the grid; each becomes a finding of its own.

import { askConfirm } from "./dialogs.js";
import { post } from "./wire.js";

const counted = (count) => (count > 0 && count < 10 ? `0${count}` : String(count));

async function confirm(grid, records, words) {
  const common = grid.common();
  const { button } = await askConfirm(`${words} vẫn đúng vào ngày ${common.day}, theo ${common.source || "nguồn chưa ghi"}.`, "Xác nhận");
  grid.focus();
  if (button !== "ok") return;
  const seen = Object.fromEntries(records.map((record) => [record.number, record.seen]));
  const { status, said } = await post(`/cap-nhat/${records[0].place}/khong-doi/`, { ...common, user: grid.user, seen });
  if (status === 401) { grid.savebar.signIn(said.code === "other"); return; }
  for (const [number, cell] of Object.entries(said.cells ?? {})) {
    const record = grid.records.get(`${grid.data.stage}|${records[0].place}|${number}`);
    if (!record) continue;
    const isNew = cell.seen !== record.seen;
    record.last = cell;
    record.learn(cell);
    if (isNew && status === 200) record.become("saved");
  }
  const told = (said.sentences ?? []).join(" ") || "Chưa gửi được. Kiểm tra mạng rồi thử lại.";
  grid.savebar.net.textContent = told;
  grid.savebar.say(told);
  grid.savebar.about(grid.record);
}

export function confirmOne(grid) {
  const { record } = grid;
  if (!record.seen || record.readonly) { grid.savebar.say("Ô này chưa có số liệu để xác nhận."); return null; }
  return confirm(grid, [record], `${record.label}, ${record.number}: số ${record.figure} ngày ${record.node.dataset.d}`);
}

export function confirmAll(grid) {
  const waiting = (record) => grid.sender.items.has(grid.idOf(record));
  const records = [...grid.records.values()].filter((record) => record.seen && !record.readonly && !waiting(record));
  if (!records.length) { grid.savebar.say("Phiếu chưa có số liệu để xác nhận."); return null; }
  return confirm(grid, records, `${counted(records.length)} chỉ tiêu đang có số liệu của ${grid.data.label}`);
}
