// Asking a person: each box is a <dialog> of the page; the promise gives the button and what was typed.

const box = (name) => document.querySelector(`[data-dialog="${name}"]`);
const slot = (dialog, name) => dialog.querySelector(`[data-slot="${name}"]`);

// `words` fill the slots; `fields` are the ones to show. `check` may keep the box open by giving a fault, with the
// field it is about where there is one: the cursor goes there.
export function askIn(name, { words = {}, fields = [], check = () => "" } = {}) {
  const dialog = box(name);
  if (dialog.open) return Promise.resolve({ button: "no", typed: {} });
  for (const [key, text] of Object.entries({ fault: "", ...words })) {
    const place = slot(dialog, key);
    if (place) place.textContent = text;
  }
  for (const field of dialog.querySelectorAll("[data-field]")) {
    field.hidden = !fields.includes(field.dataset.field);
    for (const input of field.querySelectorAll("input:not([type=radio])")) input.value = "";
  }
  point(dialog, "");
  return new Promise((resolve) => {
    const form = dialog.querySelector("form");
    const typed = () => Object.fromEntries(
      [...dialog.querySelectorAll("[data-field]:not([hidden])")].map((field) => [field.dataset.field, field.querySelector("input").value.trim()]),
    );
    form.onsubmit = async (event) => {
      event.preventDefault();
      const button = event.submitter?.value ?? "ok";
      const fault = button === "no" ? "" : await check(button, typed(), dialog);
      if (fault) {
        slot(dialog, "fault").textContent = fault.text ?? fault;
        point(dialog, fault.field);
        return;
      }
      form.onsubmit = dialog.onclose = null;
      const said = typed();
      dialog.close();
      resolve({ button, typed: said });
    };
    dialog.onclose = () => { form.onsubmit = dialog.onclose = null; resolve({ button: "no", typed: {} }); };
    dialog.showModal();
  });
}

function point(dialog, name) {
  for (const field of dialog.querySelectorAll("[data-field]")) {
    const input = field.querySelector("input");
    input.toggleAttribute("aria-invalid", false);
    if (!name || field.dataset.field !== name) continue;
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
}

const WANTED = { reason: "Nêu lý do.", finish_by: "Ghi hạn hoàn thành." };

// The first field that is shown and still empty, as a fault.
export function missing(typed) {
  const field = Object.keys(WANTED).find((name) => name in typed && !typed[name]);
  return field ? { text: WANTED[field], field } : "";
}

export const askReason = (title, words, fields = ["reason"], ok = "Ghi") =>
  askIn("reason", { words: { title, words, ok }, fields, check: (button, typed) => missing(typed) });

export const askStale = (words) =>
  askIn("stale", { words: { words }, fields: ["reason"], check: (button, typed) => (button === "mine" ? missing(typed) : "") });

export const askConfirm = (words, ok) => askIn("confirm", { words: { words, ok } });

// Signing in where one stands; `send` gives the sentence of what is wrong, or nothing.
export async function askPassword(send) {
  const dialog = box("sign-in");
  const password = dialog.querySelector("[type=password]");
  password.value = "";
  const { button } = await askIn("sign-in", { check: () => send(dialog.querySelector("[readonly]").value, password.value) });
  password.value = "";
  return button === "ok";
}

export { box as boxNamed, slot as slotOf };
