// The matrix is one tab stop: arrows, Home, End and Ctrl+Home, Ctrl+End move inside it.
// Without this script every square is an ordinary link.

const moves = {
  ArrowLeft: (at) => ({ ...at, column: at.column - 1 }),
  ArrowRight: (at) => ({ ...at, column: at.column + 1 }),
  ArrowUp: (at) => ({ ...at, row: at.row - 1 }),
  ArrowDown: (at) => ({ ...at, row: at.row + 1 }),
  Home: (at, rows, whole) => ({ row: whole ? 0 : at.row, column: 0 }),
  End: (at, rows, whole) => {
    const row = whole ? rows.length - 1 : at.row;
    return { row, column: rows[row].length - 1 };
  },
};

function enter(table) {
  const rows = Array.from(table.tBodies[0].rows, (row) => Array.from(row.querySelectorAll("a"))).filter((row) => row.length);
  if (!rows.length) return;
  let current = rows[0][0];
  for (const link of rows.flat()) link.tabIndex = -1;
  current.tabIndex = 0;

  const settle = (link) => {
    current.tabIndex = -1;
    current = link;
    current.tabIndex = 0;
  };

  table.addEventListener("focusin", (event) => {
    const link = event.target.closest("tbody a");
    if (link) settle(link);
  });

  table.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    const link = event.target.closest("tbody a");
    if (!move || !link || event.altKey || event.metaKey || event.shiftKey) return;
    const row = rows.findIndex((links) => links.includes(link));
    const at = { row, column: rows[row].indexOf(link) };
    const next = move(at, rows, event.ctrlKey);
    const target = rows[next.row]?.[next.column];
    if (!target) return;
    event.preventDefault();
    settle(target);
    target.focus();
  });
}

for (const table of document.querySelectorAll("[data-matrix]")) enter(table);
