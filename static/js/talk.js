// The box of a comment: "@" opens the list of those one can call, a second press sends nothing twice. In the side
// panel it sends by itself, and what was typed stays until the server has taken it.

import { token } from "./grid/wire.js";
import { mentions } from "./mention.js";

const SENTENCES = {
  away: "Mất kết nối. Nội dung còn nguyên; có mạng lại thì bấm Gửi lại.",
  over: "Phiên làm việc đã hết. Đăng nhập ở thẻ khác rồi bấm Gửi lại; nội dung còn nguyên.",
  gone: "Tài khoản này không ghi được ở ô này nữa.",
  server: "Máy chủ chưa nhận được. Nội dung còn nguyên; bấm Gửi lại.",
};

// What an answer means: words to say, faults at their boxes, or a sentence.
export function verdictOn(status, said) {
  if (status === 200) return { words: said.words };
  if (status === 422) return { faults: said.faults };
  if (status === 0) return { sentence: SENTENCES.away };
  if (status === 401 || status === 403) return { sentence: SENTENCES.over };
  return { sentence: status === 404 ? SENTENCES.gone : SENTENCES.server };
}

async function send(form) {
  const body = new FormData(form);
  if (token()) body.set("csrfmiddlewaretoken", token());
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", credentials: "same-origin" });
    if (answer.type === "opaqueredirect") return verdictOn(401, {});
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return verdictOn(answer.status, isJson ? await answer.json() : {});
  } catch {
    return verdictOn(0, {});
  }
}

function clear(form) {
  for (const old of form.querySelectorAll(".invalid-feedback")) old.remove();
  const box = form.querySelector("textarea");
  box?.classList.remove("is-invalid");
  box?.removeAttribute("aria-invalid");
  box?.setAttribute("aria-describedby", "td-help");
}

function show(form, faults, state) {
  const box = form.querySelector("textarea"), sentences = Object.values(faults).flat().join(" ");
  if (!faults.text || !box) { state.textContent = sentences; state.className = "bad strong"; return; }
  const line = Object.assign(document.createElement("div"), { id: "loi-text", className: "invalid-feedback d-block", textContent: sentences });
  box.after(line);
  box.classList.add("is-invalid");
  box.setAttribute("aria-invalid", "true");
  box.setAttribute("aria-describedby", "td-help loi-text");
  box.focus();
}

// `done` gets the words of the server once it has taken what was sent.
export function sendsItself(form, done) {
  const button = form.querySelector('[type="submit"]');
  const state = form.querySelector("[data-state]") ?? form.appendChild(document.createElement("span"));
  state.setAttribute("role", "status");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    button.disabled = true;
    clear(form);
    state.className = "note";
    state.textContent = "Đang gửi…";
    const found = await send(form);
    delete form.dataset.sending;
    button.disabled = false;
    state.textContent = "";
    if (found.words) done(found.words);
    else if (found.faults) show(form, found.faults, state);
    else {
      state.className = "bad strong";
      state.textContent = found.sentence;
      button.lastChild.textContent = "Gửi lại";
      button.focus();
    }
    form.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
  });
}

export function dress(form) {
  for (const words of form.querySelectorAll("[data-script-only]")) words.hidden = false;
  mentions(form);
}

// On a page of its own the form goes the plain way, once.
for (const form of document.querySelectorAll(".talk-page form")) {
  if (form.matches("[data-talk]")) dress(form);
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending) event.preventDefault();
    form.dataset.sending = "yes";
  });
}
addEventListener("pageshow", () => { for (const form of document.querySelectorAll(".talk-page form")) delete form.dataset.sending; });
