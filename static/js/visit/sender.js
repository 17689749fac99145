// Empties the drafts of a visit: one at a time, words before photos, and never under another name.

import * as queue from "../grid/queue.js";
import { Sender } from "../grid/sender.js";
import { post, token } from "../grid/wire.js";
import { isPhoto, orderOf, partsOf } from "./drafts.js";

const LONGEST_WAIT = 120000;

export class VisitSender extends Sender {
  constructor(given) {
    super({ ...given, common: () => ({}) });
  }

  async put(id, words, seen, held = false) {
    this.order = Math.max(this.order + 1, Date.now());
    this.items = queue.put(this.items, id, words, seen, orderOf(id, this.order), held);
    const item = this.items.get(id);
    this.tell(id, item.status, item);
    await this.keep(item);
    this.pump();
  }

  async send(item) {
    this.items = queue.sending(this.items, item.id);
    this.tell(item.id, "sending", item);
    const { status, said } = isPhoto(item.id) ? await this.photo(item) : await this.text(item);
    await this.take(item, queue.outcomeOf(status), said);
    return this.pump();
  }

  text(item) {
    const { visit, slot, name } = partsOf(item.id);
    const message = { user: this.user, slot, field: name, text: item.words.text, seen: item.seen };
    return post(`/kiem-tra/${visit}/ghi/o/`, message);
  }

  async photo(item) {
    const { visit, slot } = partsOf(item.id);
    const body = new FormData();
    body.set("user", this.user);
    body.set("slot", slot);
    body.set("photo", item.words.file, item.words.name);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), LONGEST_WAIT);
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    try {
      const given = { method: "POST", body, headers, redirect: "manual", credentials: "same-origin", signal: patience.signal };
      const answer = await fetch(`/kiem-tra/${visit}/ghi/anh/`, given);
      if (answer.status === 413) return { status: 422, said: { sentences: ["Ảnh quá lớn, máy chủ không nhận. Chụp lại ở cỡ nhỏ hơn."] } };
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      return { status: answer.status || 401, said: isJson ? await answer.json() : {} };
    } catch {
      return { status: 0, said: {} };
    } finally {
      clearTimeout(timer);
    }
  }
}
