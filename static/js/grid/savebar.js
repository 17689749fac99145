// The bar below the grid: what is not yet stored, why, and the way on. Speaks to screen readers too.

import { iconOf, wayTo } from "./cells.js";
import { askPassword } from "./dialogs.js";
import { signIn } from "./wire.js";

const counted = (count) => (count > 0 && count < 10 ? `0${count}` : String(count));
const WORDS = { waiting: "chờ gửi", failed: "gửi lỗi", refused: "bị từ chối" };
const STOPPED = { waiting: ["waiting", "sending", "held"], failed: ["failed"], refused: ["refused", "stale", "locked"] };

export class Savebar {
  constructor(grid) {
    this.grid = grid;
    this.bar = grid.room.querySelector("[data-savebar]");
    this.addr = grid.room.querySelector("[data-addr]");
    this.net = this.bar.querySelector("[data-net]");
    this.onClick("undo", () => grid.undo());
    this.onClick("retry", () => grid.sender.resume());
    this.onClick("confirm", () => grid.confirmOne());
    this.onClick("panel", () => grid.panel.open(grid.record));
    this.onClick("confirm-all", () => grid.confirmAll());
    for (const heap of Object.keys(WORDS)) this.part(heap).addEventListener("click", () => this.goTo(heap));
    addEventListener("offline", () => this.refresh());
    addEventListener("online", () => this.refresh());
  }

  onClick(act, does) {
    for (const button of document.querySelectorAll(`[data-act="${act}"]`)) { button.hidden = act === "retry"; button.addEventListener("click", does); }
  }

  part(name) { return this.bar.querySelector(`[data-count="${name}"]`); }

  refresh() {
    const { grid } = this, counts = grid.sender.counts;
    const total = counts.waiting + counts.failed + counts.refused;
    for (const [heap, words] of Object.entries(WORDS)) {
      this.part(heap).hidden = !counts[heap];
      this.part(heap).querySelector("span").textContent = `${counts[heap]} ${words}`;
    }
    const clean = grid.done.length ? "Mọi ô đã lưu." : "Chưa sửa ô nào.";
    this.part("clean").textContent = total ? `${counted(total)} ô chưa lưu:` : clean;
    this.part("clean").classList.toggle("strong", total > 0);
    this.bar.querySelector('[data-act="retry"]').hidden = !counts.waiting && !counts.failed;
    this.bar.querySelector('[data-act="undo"]').disabled = !grid.done.length && !total;
    this.net.textContent = total && !navigator.onLine ? "Mất kết nối. Số liệu vẫn giữ trên máy này." : "";
  }

  say(words) { this.bar.querySelector("[data-say]").textContent = words; this.grid.lastSaid = words; }

  goTo(heap) {
    const { grid } = this;
    const item = [...grid.sender.items.values()].find((each) => STOPPED[heap].includes(each.status));
    const record = item && grid.records.get(item.id);
    if (record) grid.choose(record.cells[0]);
  }


  async signIn(isOther) {
    const { grid } = this;
    const words = isOther ? "Máy này đang đăng nhập bằng tài khoản khác; số chưa gửi không gửi dưới tên người khác." : "Phiên làm việc đã hết.";
    this.net.textContent = `${words} Số đã gõ vẫn giữ trên máy này.`;
    const entered = await askPassword(async (name, password) => {
      const { status, said } = await signIn(grid.user, name, password);
      if (status === 200) return "";
      if (status === 429) return "Tài khoản tạm khóa vì sai mật khẩu nhiều lần. Chờ 15 phút.";
      return (said.sentences ?? []).join(" ") || "Chưa đăng nhập được. Kiểm tra mạng rồi thử lại.";
    });
    if (entered) grid.sender.resume();
    this.refresh();
    grid.focus();
  }

  // The line that tells of the chosen cell: address, figure, gap, day; below it what is wrong with it.
  about(record) {
    if (this.addr) {
      const figure = record.text ? record.figure.replace("/", " / ") : "chưa có số liệu";
      this.addr.querySelector("b").textContent = `${record.label}, ${record.number} ${record.name}`;
      this.addr.querySelector("span").textContent = [figure, record.gap, record.when && `ngày ${record.when}`].filter(Boolean).join(" · ");
    }
    this.message(record, this.grid.sender.items.get(this.grid.idOf(record)));
  }

  message(record, item) {
    const { grid } = this, isSheet = grid.data.grid === "sheet";
    const old = isSheet ? record.node.nextElementSibling?.classList.contains("msgrow") && record.node.nextElementSibling : grid.room.querySelector("[data-message]");
    if (isSheet && old) old.remove();
    if (!isSheet && record !== grid.record) return;
    if (!isSheet) old.replaceChildren();
    if (!record.notes.length && !record.opened && item?.status !== "stale") { if (!isSheet) old.hidden = true; return; }
    const line = this.line(record, item);
    if (!isSheet) { old.hidden = false; old.className = `gridmsg ${record.state === "warned" ? "msg-warn" : "msg-bad"}`; old.append(line); return; }
    const row = record.node.parentNode.insertBefore(document.createElement("tr"), record.node.nextSibling);
    row.className = record.state === "warned" ? "msgrow msg-warn" : record.state === "locked" || !record.notes.length ? "msgrow msg-lock" : "msgrow";
    row.setAttribute("role", "row");
    row.insertCell();
    const cell = row.insertCell();
    cell.colSpan = 9;
    cell.setAttribute("role", "gridcell");
    cell.append(line);
  }

  line(record, item) {
    const line = document.createElement("p"), isStale = item?.status === "stale";
    if (!record.notes.length && !isStale) { line.append(iconOf("back", "i"), ` ${record.opened}`); return line; }
    line.append(iconOf(record.state === "warned" ? "alert" : record.state === "locked" ? "lock" : "x", "i"), " ");
    const other = item?.problem?.other;
    line.append(isStale ? `${other.by} đã ghi ${other.shown} lúc ${other.at}. Số gõ ở đây: ${other.mine}. Chưa lưu. ` : `${record.notes.join(" ")}${item ? " Chưa lưu. " : " "}`);
    if (isStale) line.append(this.button("Chọn giữ số nào…", () => this.grid.answerStale(record)));
    else if (item?.problem?.asks.length) line.append(this.button("Nêu lý do…", () => this.grid.answerAsked(record)));
    for (const way of record.ways) line.append(this.way(record, way), " ");
    return line;
  }

  // The other row of a warning: a step of the cursor where it lies in this grid, else its page.
  way(record, way) {
    const link = wayTo(way), other = this.grid.records.get(this.grid.idOf({ place: record.place, number: way[0] }));
    if (other?.cells.some((cell) => cell.offsetParent)) link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.grid.choose(other.cells[0]);
    });
    return link;
  }

  button(words, does) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-text", textContent: words });
    button.addEventListener("click", does);
    return button;
  }

  // Cells that wait for another page, or for another account: named, never sent from here.
  elsewhere(items, others, forgets) {
    const words = forgets ? ["Trình duyệt này không giữ được số chưa gửi: đừng đóng trang khi còn ô chưa lưu."] : [];
    if (items.length) words.push(`${counted(items.length)} ô chưa gửi ở phiếu khác của ${this.grid.data.name}: mở phiếu đó để gửi.`);
    if (others) words.push(`Máy này còn giữ ${counted(others)} ô chưa gửi của tài khoản khác.`);
    this.refresh();
    if (words.length) this.net.textContent = words.join(" ");
  }
}
