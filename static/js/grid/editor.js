// The box that opens in a cell while one types. What is typed leaves it only as a commit.

export class Editor {
  constructor(commit, closed) {
    Object.assign(this, { commit, closed });
    this.mode = "ready";
    this.cell = null;
    this.input = document.createElement("input");
    Object.assign(this.input, { className: "cellin gedit", autocomplete: "off", maxLength: 200 });
    this.input.addEventListener("blur", () => this.settle());
  }

  get changed() { return this.mode !== "ready" && this.input.value !== this.start; }

  open(cell, mode, text) {
    if (this.mode !== "ready") return;
    Object.assign(this, { cell, mode, start: mode === "typing" ? "" : text, html: cell.innerHTML });
    this.input.value = text;
    this.input.setAttribute("aria-label", cell.getAttribute("aria-label") ?? "");
    cell.replaceChildren(this.input);
    this.input.focus();
    this.input.select();
  }

  close() {
    const { cell, html } = this;
    Object.assign(this, { mode: "ready", cell: null });
    cell.innerHTML = html;
    this.closed();
    return cell;
  }

  settle() {
    if (this.mode === "ready") return;
    const { mode } = this, typed = this.input.value.trim();
    const nothing = mode === "editing" ? typed === this.start : typed === "";
    const cell = this.close();
    if (!nothing) this.commit(cell, typed);
  }

  cancel() { if (this.mode !== "ready") this.close(); }
}
