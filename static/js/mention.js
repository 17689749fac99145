// Typing "@" in the box of a comment opens the list of those one can call. Choosing one writes the name and ticks
// its box below; what is ticked is what counts. Without this script the boxes are ticked by hand.

const LONGEST = 40;
let lists = 0;

export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").trim();

// What was typed behind the last "@" before the caret; null where no name is being typed.
export function asked(text, caret) {
  const at = text.lastIndexOf("@", caret - 1);
  if (at < 0 || (at > 0 && !/\s/.test(text[at - 1]))) return null;
  const typed = text.slice(at + 1, caret);
  return typed.length > LONGEST || typed.includes("\n") ? null : { at, typed };
}

// The names that begin with what was typed, then those that hold it.
export function matching(names, typed) {
  const wanted = fold(typed), begins = (name) => fold(name).startsWith(wanted);
  return [...names.filter(begins), ...names.filter((name) => !begins(name) && fold(name).includes(wanted))];
}

export function mentions(form) {
  const box = form.querySelector("textarea");
  const ticks = new Map([...form.querySelectorAll('[name="to"]')].map((tick) => [tick.closest("label").textContent.trim(), tick]));
  if (!ticks.size) return;
  lists += 1;
  const list = Object.assign(document.createElement("ul"), { className: "mentions", id: `nhac-${lists}`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Nơi nhận");
  const said = Object.assign(document.createElement("span"), { className: "visually-hidden" });
  said.setAttribute("aria-live", "polite");
  box.after(list, said);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  let chosen = 0;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (next) => {
    chosen = (next + list.children.length) % list.children.length;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    box.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  };

  const open = () => {
    const now = asked(box.value, box.selectionStart);
    const found = now ? matching([...ticks.keys()], now.typed) : [];
    if (!found.length) { close(); return; }
    list.replaceChildren(...found.map((name, at) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${at}`, textContent: name });
      option.setAttribute("role", "option");
      return option;
    }));
    list.hidden = false;
    mark(0);
    list.scrollIntoView({ block: "nearest" });
    said.textContent = `${found.length} nơi nhận. Phím lên, xuống để chọn, Enter để nhận, Esc để bỏ.`;
  };

  const take = (name) => {
    const { at } = asked(box.value, box.selectionStart), after = box.value.slice(box.selectionStart);
    const before = `${box.value.slice(0, at)}@${name} `;
    box.value = before + after.trimStart();
    box.setSelectionRange(before.length, before.length);
    ticks.get(name).checked = true;
    close();
    said.textContent = `Đã chọn ${name}.`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  box.addEventListener("input", (event) => { if (event.isTrusted) open(); });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option.textContent);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const acts = {
      ArrowDown: () => mark(chosen + 1),
      ArrowUp: () => mark(chosen - 1),
      Enter: () => take(list.children[chosen].textContent),
      Tab: () => take(list.children[chosen].textContent),
      Escape: close,
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  });
}
