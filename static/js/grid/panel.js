// The side panel follows the cursor; each part is fetched when it is opened.

import { part } from "./wire.js";

export class Panel {
  constructor(aside, back) {
    Object.assign(this, { aside, back, shown: null, timer: 0 });
    aside.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) this.close(); });
    aside.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
    aside.addEventListener("toggle", (event) => this.fetchPart(event.target), true);
  }

  open(record) {
    if (!this.aside.hidden) { this.aside.querySelector("summary, button")?.focus(); return; }
    this.aside.hidden = false;
    this.aside.parentNode.classList.add("has-panel");
    this.follow(record, true);
  }

  close() {
    this.aside.hidden = true;
    this.aside.parentNode.classList.remove("has-panel");
    this.back();
  }

  // Waits until the cursor rests: running through the grid asks the server for nothing.
  follow(record, again = false) {
    const address = `/chi-tiet/${record.place}/${encodeURIComponent(record.number)}/`;
    if (this.aside.hidden || (this.shown === address && !again)) return;
    this.shown = address;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(address), 150);
  }

  async load(address) {
    const open = [...this.aside.querySelectorAll("details[open]")].map((details) => details.dataset.part);
    const html = await part(address);
    if (this.shown !== address) return;
    this.aside.innerHTML = html ?? "";
    if (html === null) this.aside.textContent = "Chưa tải được chi tiết của ô. Kiểm tra mạng rồi mở lại.";
    for (const details of this.aside.querySelectorAll("details[data-part]")) if (open.includes(details.dataset.part)) details.open = true;
  }

  async fetchPart(details) {
    const place = details.querySelector?.("[data-from]");
    if (!details.open || !place || place.dataset.loaded) return;
    place.dataset.loaded = "yes";
    const html = await part(place.dataset.from);
    place.innerHTML = html ?? "Chưa tải được. Đóng rồi mở lại.";
    if (html === null) delete place.dataset.loaded;
  }
}
