// Where a key leads in a grid. Pure: the grid is rows of cells, a cell that spans columns stands in each of them.

const inside = (rows, row, column) => rows[row]?.[column] !== undefined;

function sideways(rows, { row, column }, step) {
  let next = column + step;
  while (inside(rows, row, next) && (rows[row][next] === rows[row][column] || rows[row][next] === null)) next += step;
  return inside(rows, row, next) ? { row, column: next } : null;
}

function vertical(rows, { row, column }, step) {
  let next = row + step;
  while (rows[next] && (rows[next][column] ?? null) === null) next += step;
  return rows[next] ? { row: next, column } : null;
}

const first = (line) => line.findIndex((cell) => cell !== null);
const last = (line) => line.findLastIndex((cell) => cell !== null);

function edge(rows, { row }, whole, end) {
  const target = whole ? (end ? rows.length - 1 : 0) : row;
  return { row: target, column: (end ? last : first)(rows[target]) };
}

const leads = {
  left: (rows, at) => sideways(rows, at, -1),
  right: (rows, at) => sideways(rows, at, 1),
  up: (rows, at) => vertical(rows, at, -1),
  down: (rows, at) => vertical(rows, at, 1),
  home: (rows, at) => edge(rows, at, false, false),
  end: (rows, at) => edge(rows, at, false, true),
  top: (rows, at) => edge(rows, at, true, false),
  bottom: (rows, at) => edge(rows, at, true, true),
};

// The place a move leads to; null where it would leave the grid.
export const move = (rows, at, way) => leads[way](rows, at);
