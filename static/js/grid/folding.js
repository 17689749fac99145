// Column groups that fold. Which ones are folded stands in the address (gap=15,17), as every state of a view does.

const folded = () => new Set((new URLSearchParams(location.search).get("gap") ?? "").split(",").filter(Boolean));

function keep(groups) {
  const address = new URL(location.href);
  if (groups.size) address.searchParams.set("gap", [...groups].join(","));
  else address.searchParams.delete("gap");
  history.replaceState(null, "", address);
}

// The columns of a group: where it starts among all columns, and how many there are.
function span(table, head) {
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const before = heads.slice(0, heads.indexOf(head)).reduce((sum, cell) => sum + cell.colSpan, 0);
  return [before, before + head.colSpan];
}

export function foldable(grid) {
  const { table, room } = grid;
  const strip = room.querySelector("[data-folded]");
  const buttons = new Map([...table.querySelectorAll("[data-fold]")].map((button) => [button.dataset.fold, button]));

  const set = (button, hidden) => {
    const head = button.closest("th"), [from, to] = span(table, head);
    head.hidden = hidden;
    for (const cell of [...table.tHead.rows[1].cells].slice(from, to)) cell.hidden = hidden;
    for (const row of table.tBodies[0].rows) for (const cell of [...row.cells].slice(from + 1, to + 1)) cell.hidden = hidden;
  };

  const draw = (groups) => {
    for (const [number, button] of buttons) set(button, groups.has(number));
    strip.hidden = !groups.size;
    strip.replaceChildren("Đã gấp: ");
    for (const number of groups) {
      const name = buttons.get(number)?.dataset.name;
      if (!name) continue;
      const open = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-text", textContent: `mở ${name}` });
      open.addEventListener("click", () => change(number, false));
      strip.append(open);
    }
    const visible = grid.lines().flat().find(Boolean);
    if (grid.current?.hidden && visible) grid.choose(visible, false);
  };

  const change = (number, fold) => {
    const groups = folded();
    if (fold) groups.add(number);
    else groups.delete(number);
    if (groups.size === buttons.size) return;
    keep(groups);
    draw(groups);
  };

  for (const [number, button] of buttons) button.addEventListener("click", () => change(number, true));
  draw(folded());
}
