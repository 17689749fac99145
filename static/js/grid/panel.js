// The side panel follows the cursor; each part is fetched when it is opened, and which are open is remembered for
// the session. It never takes the focus from the grid, asks only when the cursor rests, and holds still while sending.

import { enterCharts } from "../chart.js";
import { dress, sendsItself } from "../talk.js";
import { attend } from "../upload.js";
import { part } from "./wire.js";

const REST = 150;
const KEPT = "bang-chi-tiet";
const AT_FIRST = ["dinh-nghia", "khoang-cach"];

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? AT_FIRST;
  } catch {
    return AT_FIRST;
  }
}

function keep(names) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(names));
  } catch {
    // A browser that keeps nothing opens the first parts each time.
  }
}

export class Panel {
  constructor(aside, back, talked) {
    Object.assign(this, { aside, back, talked, shown: null, timer: 0, patience: null, later: null, drafts: new Map() });
    aside.tabIndex = -1;
    aside.addEventListener("click", (event) => this.click(event));
    aside.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
    aside.addEventListener("toggle", (event) => this.toggled(event.target), true);
    aside.addEventListener("input", (event) => this.draft(event.target.closest("[data-talk]")));
    aside.addEventListener("settled", () => this.catchUp());
  }

  get isOpen() { return !this.aside.hidden; }
  get isSending() { return Boolean(this.aside.querySelector("[data-sending]")); }

  open(record) {
    if (!this.isOpen) {
      this.aside.hidden = false;
      this.aside.parentNode.classList.add("has-panel");
      this.expanded(true);
      this.show(record);
    }
    this.aside.focus();
  }

  close() {
    this.stop();
    this.shown = null;
    this.aside.hidden = true;
    this.aside.parentNode.classList.remove("has-panel");
    this.expanded(false);
    this.back();
  }

  expanded(isOpen) {
    for (const button of document.querySelectorAll('[data-act="panel"]')) button.setAttribute("aria-expanded", String(isOpen));
  }

  stop() {
    clearTimeout(this.timer);
    this.patience?.abort();
  }

  // Waits until the cursor rests: running through the grid asks the server for nothing.
  follow(record, again = false) {
    if (!this.isOpen || (this.shown === this.addressOf(record) && !again)) return;
    if (this.isSending) { this.later = record; return; }
    this.stop();
    this.shown = this.addressOf(record);
    this.timer = setTimeout(() => this.show(record), REST);
  }

  catchUp() {
    const record = this.later;
    this.later = null;
    if (record) this.follow(record);
  }

  addressOf(record) { return `/chi-tiet/${record.place}/${encodeURIComponent(record.number)}/`; }

  async show(record) {
    this.stop();
    this.record = record;
    this.shown = this.addressOf(record);
    this.patience = new AbortController();
    const { signal } = this.patience;
    const { html, why } = await part(this.shown, signal);
    if (signal.aborted) return;
    const wasInside = this.aside.contains(document.activeElement);
    if (html) this.aside.innerHTML = html;
    else this.aside.replaceChildren(this.close_, this.fault(why, () => this.show(record)));
    if (wasInside) this.aside.focus();
    for (const details of this.aside.querySelectorAll("details[data-part]")) details.open = kept().includes(details.dataset.part);
  }

  // A way out of a panel that could not be drawn.
  get close_() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-text", textContent: "Đóng" });
    button.dataset.close = "";
    return button;
  }

  fault(why, again) {
    const line = document.createElement("p");
    line.className = "bad";
    line.setAttribute("role", "alert");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-plain", textContent: "Thử lại" });
    button.addEventListener("click", again);
    line.append(`${why} `, button);
    return line;
  }

  click(event) {
    if (event.target.closest("[data-close]")) this.close();
    const skip = event.target.closest("form[data-upload] a.btn-text");
    if (!skip) return;
    event.preventDefault();
    const box = skip.closest("details");
    box.open = false;
    box.querySelector("summary").focus();
  }

  toggled(details) {
    if (!details.dataset.part) return;
    const names = kept().filter((name) => name !== details.dataset.part);
    keep(details.open ? [...names, details.dataset.part] : names);
    const place = details.querySelector("[data-from]");
    if (details.open && !place.dataset.loaded) this.fetchPart(place);
  }

  async fetchPart(place, words = "") {
    const { signal } = this.patience;
    place.dataset.loaded = "yes";
    place.setAttribute("aria-busy", "true");
    const { html, why } = await part(place.dataset.from, signal);
    if (signal.aborted) return;
    place.removeAttribute("aria-busy");
    // A button that waits for an answer loses the focus; whoever pressed it is still here.
    const wasInside = place.contains(document.activeElement) || (words && document.activeElement === document.body);
    if (html) {
      place.innerHTML = html;
      enterCharts(place);
    } else {
      delete place.dataset.loaded;
      place.replaceChildren(this.fault(why, () => this.fetchPart(place)));
    }
    this.dress(place, words);
    if (wasInside) (place.querySelector("textarea, a, button") ?? this.aside).focus();
  }

  // What can be done inside a part: attach a file, say something, answer.
  dress(place, words) {
    const again = (said) => this.fetchPart(place, said);
    for (const form of place.querySelectorAll("form[data-upload]")) attend(form, again);
    for (const form of place.querySelectorAll("form[data-settle]")) sendsItself(form, again);
    for (const form of place.querySelectorAll("form[data-talk]")) {
      dress(form);
      this.restore(form);
      sendsItself(form, (said) => { this.drafts.delete(form.action); again(said); });
    }
    if (words) this.say(place, words);
    this.count(place);
  }

  say(place, words) {
    const line = Object.assign(document.createElement("p"), { className: "ok strong", textContent: words });
    line.setAttribute("role", "status");
    place.prepend(line);
  }

  // The number beside the name of the part, and the mark in the grid, follow what was just read.
  count(place) {
    const found = place.querySelector("[data-counted]");
    if (!found) return;
    place.closest("details").querySelector("[data-note]").textContent = found.dataset.counted;
    const { place: slug, number } = this.record;
    this.talked(slug, number, Number(found.dataset.waiting));
  }

  // Half a comment is kept while the cursor looks at other cells.
  draft(form) {
    if (!form) return;
    const to = [...form.querySelectorAll('[name="to"]:checked')].map((tick) => tick.value);
    this.drafts.set(form.action, { text: form.querySelector("textarea").value, to, token: form.querySelector('[name="token"]').value });
  }

  restore(form) {
    const draft = this.drafts.get(form.action);
    if (!draft) return;
    form.querySelector("textarea").value = draft.text;
    form.querySelector('[name="token"]').value = draft.token;
    for (const tick of form.querySelectorAll('[name="to"]')) tick.checked = draft.to.includes(tick.value);
  }
}
