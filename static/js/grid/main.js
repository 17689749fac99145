// The grid: keys and clicks become commands, commands become cells in the queue, answers become states.

import { readGrid } from "./cells.js";
import { rectangle, wordsOf } from "./clipboard.js";
import { confirmAll, confirmOne } from "./confirm.js";
import { askReason, askStale } from "./dialogs.js";
import { Editor } from "./editor.js";
import { foldable } from "./folding.js";
import { commandOf } from "./keys.js";
import { move } from "./moves.js";
import { Panel } from "./panel.js";
import { paste } from "./paste.js";
import { Savebar } from "./savebar.js";
import { Sender } from "./sender.js";
import { forgetful, openStore } from "./store.js";
import { remember, takeBack } from "./undo.js";

class Grid {
  constructor(room, store) {
    Object.assign(this, readGrid(room), { room, data: room.dataset, done: [], late: [], current: null });
    this.user = Number(this.data.user);
    this.sender = new Sender({ user: this.user, store, common: () => this.common(), tell: (...news) => this.hear(...news) });
    this.savebar = new Savebar(this);
    this.panel = new Panel(room.querySelector("[data-panel]"), () => this.focus(), (...news) => this.talked(...news));
    this.editor = new Editor((cell, typed) => this.commit(cell, typed), () => this.hearLate());
    this.listen();
    if (this.data.grid === "office") foldable(this);
    for (const record of this.records.values()) if (record.opened) this.savebar.message(record);
    this.choose(this.lines().flat().find(Boolean), false);
  }

  // --- What is typed once for the cells to come -----------------------------------------------

  common() {
    const value = (id) => document.getElementById(id)?.value.trim() ?? "";
    return { stage: this.data.stage, day: value("luoi-ngay"), source: value("luoi-nguon"), on_behalf_of: value("luoi-thay") };
  }

  // --- The chosen cell ------------------------------------------------------------------------

  idOf(record) { return `${this.data.stage}|${record.place}|${record.number}`; }
  get record() { return this.owner.get(this.current); }

  at() {
    const rows = this.lines();
    const row = rows.findIndex((line) => line.includes(this.current));
    return { rows, at: { row, column: this.column >= 0 && rows[row]?.[this.column] === this.current ? this.column : rows[row]?.indexOf(this.current) } };
  }

  choose(cell, focused = true) {
    if (!cell) return;
    if (this.current) { this.current.tabIndex = -1; this.mark(this.current, false); this.leave(cell); }
    this.current = cell;
    cell.tabIndex = 0;
    this.mark(cell, true);
    this.name(cell);
    if (focused) { cell.focus({ preventScroll: true }); cell.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    this.savebar.about(this.record);
    this.panel.follow(this.record);
  }

  // A pair of which only one number was typed is sent when the cursor leaves it.
  leave(cell) {
    const { record } = this;
    if (this.owner.get(cell) !== record) this.sender.release(this.idOf(record));
  }

  mark(cell, chosen) {
    cell.classList.toggle("cur", chosen);
    cell.closest("tr").classList.toggle("cur", chosen);
    if (this.data.grid === "office") this.table.tHead.rows[1].cells[cell.cellIndex - 1]?.classList.toggle("curcol", chosen);
  }

  name(cell) {
    const record = this.owner.get(cell);
    cell.setAttribute("aria-label", record.speak(cell, record.valueOf(cell)));
  }

  focus() { this.current?.focus({ preventScroll: true }); }

  step(way) {
    const { rows, at } = this.at();
    const next = move(rows, at, way);
    if (!next) return false;
    this.column = way === "up" || way === "down" ? at.column : next.column;
    this.choose(rows[next.row][next.column]);
    return true;
  }

  talked(place, number, waiting) {
    const record = this.records.get(this.idOf({ place, number }));
    record?.talked(waiting);
    if (record && record === this.record) this.name(this.current);
  }

  // --- Keys, clicks, clipboard ----------------------------------------------------------------

  listen() {
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("mousedown", (event) => this.click(event));
    this.table.addEventListener("dblclick", (event) => this.open(event));
    this.table.addEventListener("click", (event) => { if (event.pointerType === "touch") this.open(event); });
    this.table.addEventListener("focusin", (event) => { if (this.owner.has(event.target) && event.target !== this.current) this.choose(event.target, false); });
    document.addEventListener("paste", (event) => this.pasted(event));
    document.addEventListener("copy", (event) => this.copied(event));
    addEventListener("beforeunload", (event) => { if (this.sender.unsent || this.editor.changed) event.preventDefault(); });
  }

  click(event) {
    const cell = event.target.closest("td");
    if (!this.owner.has(cell) || this.editor.cell === cell) return;
    event.preventDefault();
    this.editor.settle();
    this.choose(cell);
  }

  open(event) {
    const cell = event.target.closest("td");
    if (cell === this.current) this.does({ does: "edit" });
  }

  key(event) {
    const command = commandOf(event, this.editor.mode, this.record?.kind === "yes_no");
    if (!command) return;
    const held = this.does(command);
    if (held !== false) event.preventDefault();
  }

  // Gives false where the browser shall go on with the key: the first letter of a typing, Tab at the edge.
  does({ does, way, then }) {
    const acts = {
      move: () => this.step(way) || (way !== "left" && way !== "right") || undefined,
      type: () => { if (!this.stopped()) this.editor.open(this.current, "typing", ""); return false; },
      edit: () => { if (!this.stopped()) this.editor.open(this.current, "editing", this.typedOf(this.current)); },
      commit: () => { this.editor.settle(); if (!way || !this.step(way)) this.focus(); if (then) this.does({ does: then }); },
      cancel: () => { this.editor.cancel(); this.focus(); },
      forget: () => this.restore(this.record),
      clear: () => this.clear(this.record),
      toggle: () => this.toggle(this.record),
      fill: () => this.fill(),
      undo: () => this.undo(),
      panel: () => this.panel.open(this.record),
      nothing: () => undefined,
      copy: () => false,
    };
    const held = acts[does]();
    return does === "move" && held === undefined ? false : held;
  }

  stopped() {
    const { readonly, number, lock } = this.record;
    if (readonly) this.savebar.say(`Chỉ tiêu ${number} tính theo các phần của nó. Nhập ở từng phần.`);
    else if (lock) { this.savebar.say(lock); this.savebar.net.textContent = lock; }
    return readonly || Boolean(lock);
  }

  typedOf(cell) {
    const record = this.owner.get(cell), item = this.sender.items.get(this.idOf(record));
    return item && !item.words.path ? record.valueOf(cell) : record.editable(cell);
  }

  pasted(event) {
    if (this.editor.mode !== "ready" || !this.table.contains(document.activeElement)) return;
    event.preventDefault();
    const cells = rectangle(event.clipboardData.getData("text/plain"));
    if (cells.length === 1 && cells[0].length === 1) { if (!this.stopped()) this.commit(this.current, cells[0][0]); return; }
    paste(this, cells);
  }

  copied(event) {
    if (this.editor.mode !== "ready" || document.activeElement !== this.current || String(getSelection())) return;
    event.clipboardData.setData("text/plain", this.record.editable(this.current));
    event.preventDefault();
  }

  // --- Changes --------------------------------------------------------------------------------

  commit(cell, typed) {
    const record = this.owner.get(cell);
    if (typed === this.typedOf(cell) || record.readonly || record.lock) return;
    if (typed === "") { this.clear(record); return; }
    this.send(record, wordsOf(record.kind, { [record.boxOf(cell)]: typed }, this.pairOf(record)));
  }

  // The other number of a pair: as typed a moment ago, or as stored.
  pairOf(record) {
    const words = this.sender.items.get(this.idOf(record))?.words;
    return words?.numerator === undefined ? record.known : { tu: words.numerator, mau: words.denominator };
  }

  send(record, words, seen = record.seen) {
    this.keepFace(record);
    const isHalf = words.text === undefined && (words.numerator === "" || words.denominator === "");
    record.draft(words);
    record.become(isHalf ? "held" : "waiting");
    return this.sender.put(this.idOf(record), words, seen, isHalf);
  }

  toggle(record) {
    if (this.stopped()) return;
    this.send(record, { text: record.text === "Đạt" ? "Chưa đạt" : "Đạt" });
  }

  fill() {
    if (this.stopped()) return;
    const { rows, at } = this.at();
    const above = move(rows, at, "up");
    const from = above && this.owner.get(rows[above.row][above.column]);
    const copied = from && this.typedOf(rows[above.row][above.column]);
    if (!copied) { this.savebar.say("Không có số ở ô trên để điền xuống."); return; }
    this.commit(this.current, copied);
  }

  // Delete: what was not stored is dropped; a stored figure is taken back, with the reason that RULES ask for.
  async clear(record) {
    if (this.stopped()) return;
    if (this.sender.items.has(this.idOf(record))) { await this.restore(record); return; }
    if (!record.seen) { this.savebar.say("Ô này chưa có số liệu."); return; }
    const words = `${record.label}, ${record.number}: rút số ${record.figure} ngày ${record.node.dataset.d}. Số ghi trước đó, nếu có, có hiệu lực trở lại; không có thì ô trở về chưa đánh giá. Số bị rút vẫn còn trong lịch sử.`;
    const { button, typed } = await askReason("Rút số liệu", words, ["reason"], "Rút số liệu");
    this.focus();
    record.gone = { text: record.text, day: record.node.dataset.d, source: record.source };
    if (button === "ok") this.send(record, { path: "o/rut/", text: "", ...typed });
  }

  // Esc: an unsent or refused typing is dropped, the cell shows what the server knows.
  async restore(record) {
    const id = this.idOf(record), item = this.sender.items.get(id);
    if (!item || item.status === "sending") return;
    await this.sender.forget(id);
    this.redraw(record);
    record.become("clean");
    this.savebar.refresh();
    this.savebar.message(record);
    this.name(this.current);
  }

  keepFace(record) { record.before ??= record.cells.map((cell) => cell.innerHTML); }

  redraw(record) {
    if (record.last) record.learn(record.last);
    else if (record.before) record.before.forEach((html, at) => { record.cells[at].innerHTML = html; });
  }

  async undo() {
    const waiting = this.record && this.sender.items.get(this.idOf(this.record));
    if (waiting && waiting.status !== "sending") { await this.restore(this.record); return; }
    const { step, left } = takeBack(this.done);
    if (!step) { this.savebar.say("Không còn gì để hoàn tác."); return; }
    this.done = left;
    const record = this.records.get(step.id);
    this.undoing = step.id;
    this.choose(record.cells[0]);
    if (step.did === "saved") this.send(record, { path: "o/rut/", text: "", reason: "Hoàn tác trong lưới nhập" }, step.finding);
    else this.send(record, { ...step.words });
  }

  // --- Answers --------------------------------------------------------------------------------

  hear(id, status, item, said, outcome) {
    const record = this.records.get(id);
    if (record && this.owner.get(this.editor.cell) === record) {
      this.late.push([id, status, item, said, outcome]);
      this.savebar.refresh();
      return;
    }
    if (record) {
      this.keepFace(record);
      if (said?.cell) this.learn(record, said);
      if (status === "saved") this.saved(record, item, said);
      else this.pending(record, status, item);
      for (const cell of record.cells) if (cell.hasAttribute("aria-label")) this.name(cell);
      if (record === this.record) this.savebar.about(record);
    }
    this.savebar.refresh();
    if (outcome === "unkept") this.savebar.elsewhere([], 0, true);
    if (outcome === "session") this.savebar.signIn(said.code === "other");
    if (status === "saved" && record === this.record) this.panel.follow(record, true);
  }

  // News about the cell in which one types waits until the box is closed.
  hearLate() {
    const news = this.late;
    this.late = [];
    for (const each of news) this.hear(...each);
  }

  learn(record, said) {
    record.last = said.cell;
    for (const [number, cell] of Object.entries(said.also ?? {})) {
      const other = this.records.get(`${this.data.stage}|${record.place}|${number}`);
      if (other && other.readonly) other.learn(cell);
    }
  }

  saved(record, item, said) {
    record.learn(said.cell);
    const withdrew = item.words.path === "o/rut/";
    record.become(said.warnings.length ? "warned" : "saved", said.warnings, said.ways);
    this.savebar.message(record);
    if (this.undoing === this.idOf(record)) this.undoing = null;
    else if (withdrew) this.done = remember(this.done, { id: item.id, did: "withdrew", words: record.gone });
    else if (said.finding) this.done = remember(this.done, { id: item.id, did: "saved", finding: said.finding });
    const place = `${record.label}, ${record.number}`;
    this.savebar.say([`${place}: đã lưu ${said.cell.shown || "chưa có số liệu"}`, said.cell.gap, ...said.warnings].filter(Boolean).join("; "));
  }

  pending(record, status, item) {
    record.draft(item.words.path ? { text: "" } : item.words);
    record.become(status, item.problem?.sentences ?? []);
    if (["refused", "stale", "locked"].includes(status)) this.savebar.say(record.notes.join(" "));
    this.savebar.message(record, item);
  }

  async answerStale(record) {
    const item = this.sender.items.get(this.idOf(record)), { other } = item.problem;
    const words = `${other.by} đã ghi ${other.shown} (số liệu ngày ${other.day}) lúc ${other.at}. Số gõ ở đây: ${other.mine}. Chưa lưu.`;
    const { button, typed } = await askStale(words);
    if (button === "theirs") await this.restore(record);
    if (button === "mine") await this.send(record, { ...item.words, ...typed, clash: other.id, choice: "toi" }, item.seen);
    this.focus();
  }

  async answerAsked(record) {
    const item = this.sender.items.get(this.idOf(record));
    const { button, typed } = await askReason(`${record.label}, ${record.number}`, item.problem.sentences.join(" "), item.problem.asks);
    if (button === "ok") await this.send(record, { ...item.words, ...typed }, item.seen);
    this.focus();
  }

  confirmOne() { return confirmOne(this); }
  confirmAll() { return confirmAll(this); }
}

const room = document.querySelector("[data-grid]");
const store = await openStore(Number(room.dataset.user)).catch(() => forgetful());
const grid = new Grid(room, store);
const kept = await store.mine();
grid.sender.restore(kept.filter((item) => grid.records.has(item.id)));
grid.savebar.elsewhere(kept.filter((item) => !grid.records.has(item.id)), await store.others(), store.forgets);
room.dataset.ready = "yes";
