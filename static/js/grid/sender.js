// Empties the queue: one cell at a time, in the order typed, and never under another name.

import * as queue from "./queue.js";
import { post } from "./wire.js";

const now = () => Date.now();

export class Sender {
  constructor({ user, store, common, tell }) {
    Object.assign(this, { user, store, common, tell, items: new Map(), order: now(), paused: false, timer: 0 });
    addEventListener("online", () => this.resume());
  }

  restore(list) {
    this.items = queue.restored(list);
    for (const item of this.items.values()) this.tell(item.id, item.status, item);
    this.pump();
  }

  async put(id, words, seen, held = false) {
    this.order = Math.max(this.order + 1, now());
    // The day and the source are those of the moment at which the cell was typed.
    this.items = queue.put(this.items, id, { ...this.common(), ...words }, seen, this.order, held);
    const item = this.items.get(id);
    this.tell(id, item.status, item);
    await this.keep(item);
    this.pump();
  }

  // A browser that can keep nothing (a full disk) must not stop the figure on its way to the server.
  async keep(item) {
    try {
      await this.store.keep(item);
    } catch {
      this.tell(item.id, item.status, item, null, "unkept");
    }
  }

  release(id) {
    if (this.items.get(id)?.status !== "held") return;
    this.items = queue.release(this.items, id);
    this.tell(id, "waiting", this.items.get(id));
    this.pump();
  }

  async forget(id) {
    this.items = queue.drop(this.items, id);
    await this.store.forget(id);
  }

  resume() {
    this.paused = false;
    this.items = queue.resume(this.items);
    this.pump();
  }

  async pump() {
    clearTimeout(this.timer);
    if (this.paused) return;
    const item = queue.next(this.items, now());
    if (item) return this.send(item);
    const pause = queue.wait(this.items, now());
    const busy = [...this.items.values()].some((each) => each.status === "sending");
    if (pause !== null && !busy) this.timer = setTimeout(() => this.pump(), pause);
  }

  async send(item) {
    this.items = queue.sending(this.items, item.id);
    this.tell(item.id, "sending", item);
    const [, place, indicator] = item.id.split("|");
    const { path = "o/", ...words } = item.words;
    const message = { ...words, indicator, user: this.user, seen: item.seen, key: `${item.id}#${item.version}` };
    const { status, said } = await post(`/cap-nhat/${place}/${path}`, message);
    await this.take(item, queue.outcomeOf(status), said);
    return this.pump();
  }

  async take(item, outcome, said) {
    const problem = { sentences: said.sentences ?? [], asks: said.asks ?? [], other: said.other ?? null, code: said.code ?? "" };
    this.items = queue.answered(this.items, item.id, outcome, { seen: said.cell?.seen ?? null, problem, now: now() });
    const left = this.items.get(item.id);
    if (outcome === "session") this.paused = true;
    if (left) await this.keep(left);
    else await this.store.forget(item.id);
    this.tell(item.id, left ? left.status : "saved", left ?? item, said, outcome);
  }

  get unsent() { return queue.unsent(this.items); }
  get counts() { return queue.counts(this.items); }
}
