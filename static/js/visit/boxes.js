// The fields and photos on the page: what is typed goes to the sender, what became of it stands under the field.

import { idOf, isQuiet, looksBad, photoFault, photoId, stateWords } from "./drafts.js";

const make = (tag, given, ...inside) => {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...inside);
  return element;
};

const PAUSE = 300;
const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });

export class Box {
  constructor(field, visit, sender) {
    const form = field.form;
    Object.assign(this, { field, sender, id: idOf(visit, form.dataset.slot, field.name), timer: 0 });
    this.seen = form.querySelector(`[name="seen-${field.name}"]`);
    this.room = field.closest("[data-box]");
    this.state = this.room.querySelector("[data-state]");
    field.addEventListener("input", () => this.typed());
    field.addEventListener("change", () => this.left());
    field.addEventListener("blur", () => this.left());
  }

  // Kept on this machine while somebody types; sent when the field is left.
  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.put(true), PAUSE);
  }

  left() {
    clearTimeout(this.timer);
    const item = this.sender.items.get(this.id);
    if (item?.words.text !== this.field.value) this.put(false);
    else this.sender.release(this.id);
  }

  put(held) {
    const item = this.sender.items.get(this.id);
    if (isQuiet(this.field.value, this.seen.value, item)) return;
    this.sender.put(this.id, { text: this.field.value }, item?.seen ?? this.seen.value, held);
  }

  restore(item) { this.field.value = item.words.text; }

  tell(status, item, said) {
    this.clear();
    if (status === "saved") this.seen.value = said.cell.seen;
    if (status === "stale") return this.stale(item);
    this.state.textContent = status === "saved" ? `${stateWords(status)} ${clock()}` : stateWords(status, item.problem);
    this.state.className = `box-state${looksBad(status) ? " bad strong" : ""} is-${status}`;
    if (looksBad(status)) this.field.setAttribute("aria-invalid", "true");
  }

  clear() {
    this.state.replaceChildren();
    this.state.className = "box-state";
    this.field.removeAttribute("aria-invalid");
  }

  // Both texts side by side; whoever typed last decides, and nothing is thrown away by itself.
  stale(item) {
    const { text, who, at } = item.problem.other;
    const theirs = make("button", { type: "button", className: "btn btn-sm btn-plain", textContent: "Giữ của họ" });
    const mine = make("button", { type: "button", className: "btn btn-sm btn-plain", textContent: "Dùng của tôi" });
    theirs.addEventListener("click", () => this.settle(text, false));
    mine.addEventListener("click", () => this.settle(text, true));
    const words = make("p", {}, make("b", { textContent: `${who} ghi lúc ${at}: ` }), `“${text || "(để trống)"}”`);
    const own = make("p", {}, make("b", { textContent: "Của tôi: " }), `“${item.words.text || "(để trống)"}”`);
    this.state.className = "box-state callout callout-warn is-stale";
    this.state.append(words, own, make("p", { className: "actions" }, theirs, mine));
    this.field.setAttribute("aria-invalid", "true");
  }

  async settle(text, keepsMine) {
    const own = this.field.value;
    this.seen.value = text;
    await this.sender.forget(this.id);
    this.clear();
    if (keepsMine) this.sender.put(this.id, { text: own }, text);
    else this.field.value = text;
    this.field.focus();
    this.sender.settled();
  }
}

export class Photos {
  constructor(input, visit, sender, most) {
    Object.assign(this, { input, visit, sender, most, slot: input.form.dataset.slot });
    this.list = input.form.querySelector("[data-photos]");
    this.lines = new Map();
    input.multiple = true;
    input.addEventListener("change", () => this.chosen());
  }

  chosen() {
    for (const file of this.input.files) {
      const fault = photoFault(file.size, this.most);
      if (fault) this.list.append(make("li", { className: "bad strong", textContent: `${file.name}: ${fault}` }));
      else this.sender.put(photoId(this.visit, this.slot, crypto.randomUUID()), { file, name: file.name }, null);
    }
    this.input.value = "";
  }

  tell(status, item, said) {
    const line = this.lines.get(item.id) ?? this.list.appendChild(make("li", {}));
    this.lines.set(item.id, line);
    const words = `${item.words.name}: ${stateWords(status, item.problem)}`;
    line.className = looksBad(status) ? "bad strong" : `is-${status}`;
    line.replaceChildren(status === "saved" ? make("a", { href: said.href, textContent: words }) : words);
    if (!looksBad(status)) return;
    const drop = make("button", { type: "button", className: "btn btn-sm btn-text", textContent: "Bỏ ảnh này" });
    drop.addEventListener("click", async () => { await this.sender.forget(item.id); line.remove(); this.sender.settled(); });
    line.append(" ", drop);
  }
}
