// One part of the minutes at a time, as a telephone shows them; the address keeps which one.

// Which part comes after this one; the ends stay where they are.
export const beside = (keys, at, step) => keys[Math.min(Math.max(keys.indexOf(at) + step, 0), keys.length - 1)];

export function onePane(room) {
  const nav = room.querySelector("[data-nav]"), choice = nav.querySelector("select");
  const panes = new Map([...room.querySelectorAll(".visit-pane")].map((pane) => [pane.id, pane]));
  const keys = [...choice.options].map((option) => option.value);
  const show = (key, moves) => {
    for (const [id, pane] of panes) pane.classList.toggle("is-current", id === key);
    choice.value = key;
    for (const button of nav.querySelectorAll("[data-go]")) button.disabled = beside(keys, key, Number(button.dataset.go)) === key;
    if (!moves) return;
    history.replaceState(null, "", `#${key}`);
    panes.get(key).querySelector("h2").focus();
  };
  nav.hidden = false;
  choice.addEventListener("change", () => show(choice.value, true));
  for (const button of nav.querySelectorAll("[data-go]")) button.addEventListener("click", () => show(beside(keys, choice.value, Number(button.dataset.go)), true));
  addEventListener("hashchange", () => panes.has(location.hash.slice(1)) && show(location.hash.slice(1), false));
  show(panes.has(location.hash.slice(1)) ? location.hash.slice(1) : keys[0], false);
}
