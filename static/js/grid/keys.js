// What a key means, told from the mode alone. Pure. Modes: "ready" (a cell is chosen), "typing" (what is
// typed replaces the cell), "editing" (F2: the caret moves inside the cell).

const arrows = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const ready = { Home: "home", End: "end" };
const readyWhole = { Home: "top", End: "bottom" };
const withControl = { d: "fill", z: "undo", c: "copy", Enter: "panel" };

const go = (way) => ({ does: "move", way });
const settle = (way) => ({ does: "commit", way });

function leaving(event) {
  if (event.key === "Enter") return event.shiftKey ? "up" : "down";
  if (event.key === "Tab") return event.shiftKey ? "left" : "right";
  return null;
}

function whenReady(event, toggles) {
  const held = event.ctrlKey || event.metaKey;
  if (held) {
    const way = readyWhole[event.key];
    const command = withControl[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    return way ? go(way) : command ? { does: command } : null;
  }
  const way = leaving(event) ?? arrows[event.key] ?? ready[event.key];
  if (way) return event.shiftKey && arrows[event.key] ? null : go(way);
  if (event.key === "F2") return { does: "edit" };
  if (event.key === "Delete") return { does: "clear" };
  if (event.key === "Backspace") return { does: "type" };
  if (event.key === "Escape") return { does: "forget" };
  if (event.key === " ") return { does: toggles ? "toggle" : "nothing" };
  const types = event.key.length === 1 || event.key === "Process" || event.key === "Unidentified";
  return types ? { does: "type" } : null;
}

function whenOpen(event, mode) {
  if (event.isComposing) return null;
  if (event.key === "Escape") return { does: "cancel" };
  if (event.key === "Enter" && event.ctrlKey) return { does: "commit", way: null, then: "panel" };
  const way = leaving(event);
  if (way) return settle(way);
  return mode === "typing" && arrows[event.key] ? settle(arrows[event.key]) : null;
}

// The command of a key, or null where the browser should do what it always does.
export function commandOf(event, mode, toggles = false) {
  if (event.altKey) return null;
  return mode === "ready" ? whenReady(event, toggles) : whenOpen(event, mode);
}
