// The form of "Đính kèm tệp mới" sends itself: progress while it goes, and after a fault the chosen file and
// all words are still there, so that one press sends them again. A file sent twice ends as one document.
// Without this script the form is an ordinary form.

const SENTENCES = {
  offline: "Mất kết nối. Tệp và nội dung đã gõ còn nguyên; có mạng lại thì bấm Gửi lại.",
  over: "Phiên làm việc đã hết. Đăng nhập ở thẻ khác rồi trở lại đây bấm Gửi lại; tệp và nội dung đã gõ còn nguyên.",
  gone: "Tài khoản này không đính kèm được vào chỉ tiêu này nữa. Tải lại trang để xem lý do.",
  server: "Máy chủ chưa nhận được tệp. Tệp và nội dung đã gõ còn nguyên; bấm Gửi lại.",
  stopped: "Đã dừng gửi. Tệp và nội dung đã gõ còn nguyên.",
};
const MEGABYTE = 1024 * 1024;

export const megabytes = (size) => `${(size / MEGABYTE).toFixed(1).replace(".", ",")} MB`;

export const tooLarge = (size, most) =>
  size > most * MEGABYTE
    ? `Tệp ${megabytes(size)}, lớn hơn mức ${most} MB. Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp.`
    : "";

// What a finished answer means: where to go, which boxes are wrong, or which sentence to say.
export function verdictOn(status, text, most) {
  if (status === 200) return JSON.parse(text);
  if (status === 422) return { faults: JSON.parse(text).faults };
  if (status === 413) return { faults: { file: [`Tệp lớn hơn mức ${most} MB.`] } };
  if (status === 401 || status === 403) return { sentence: SENTENCES.over };
  if (status === 404 || status === 405) return { sentence: SENTENCES.gone };
  return { sentence: SENTENCES.server };
}

export const progressWords = (sent, total) => {
  const percent = total ? Math.floor((100 * sent) / total) : 0;
  return percent < 100 ? `Đang gửi ${percent}% (${megabytes(sent)} trong ${megabytes(total)})` : "Đã gửi xong, đang kiểm tra tệp…";
};

// What can be seen to be missing costs no sending: boxes marked as required, by name.
export function missingFaults(form) {
  const faults = {};
  for (const box of form.querySelectorAll("[required]")) {
    if (box.type === "file" ? !box.files.length : !box.value.trim()) {
      faults[box.name] = [box.type === "file" ? "Chọn tệp cần đính kèm." : "Không để trống ô này."];
    }
  }
  const choices = form.querySelectorAll('[name="findings"]');
  if (choices.length && ![...choices].some((choice) => choice.checked)) faults.findings = ["Chọn ít nhất một số liệu."];
  return faults;
}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

// After signing in anew the page holds an old token; the cookie has the present one.
function contentOf(form) {
  const content = new FormData(form);
  if (token()) content.set("csrfmiddlewaretoken", token());
  return content;
}

function make(tag, given, ...inside) {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...inside);
  return element;
}

// The line under the form: a bar while sending, a sentence when something is wrong.
function panel(form) {
  const bar = make("progress", { max: 100, value: 0, className: "upload-bar", hidden: true });
  bar.setAttribute("aria-label", "Tiến độ gửi tệp");
  const words = make("p", { className: "note" });
  words.setAttribute("role", "status");
  const stop = make("button", { type: "button", className: "btn btn-sm btn-text", hidden: true, textContent: "Dừng gửi" });
  const box = make("div", { className: "upload-state" }, bar, words, stop);
  form.append(box);
  return { bar, words, stop };
}

function clearFaults(form) {
  for (const old of form.querySelectorAll(".invalid-feedback")) old.remove();
  for (const field of form.querySelectorAll(".is-invalid, [aria-invalid]")) {
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

// Each sentence stands under the box it is about; those about no box stand in the status line.
function showFaults(form, faults, words) {
  const loose = [];
  let first = null;
  for (const [name, sentences] of Object.entries(faults)) {
    const boxes = form.querySelectorAll(`[name="${name}"]`);
    if (!boxes.length) {
      loose.push(...sentences);
      continue;
    }
    const id = `loi-${name}`;
    for (const box of boxes) {
      box.classList.add("is-invalid");
      box.setAttribute("aria-invalid", "true");
      box.setAttribute("aria-describedby", id);
    }
    const place = boxes[0].closest(".mb-3, fieldset, div") ?? form;
    place.append(make("div", { id, className: "invalid-feedback d-block", textContent: sentences.join(" ") }));
    first ??= boxes[0];
  }
  words.className = loose.length ? "bad strong" : "note";
  words.textContent = loose.join(" ");
  first?.focus();
}

// `done` is told the words of the server where the page stays as it is; else the script goes to the page it names.
export function attend(form, done) {
  const { bar, words, stop } = panel(form);
  const button = form.querySelector('[type="submit"]');
  const most = Number(form.dataset.mostMb);
  const file = form.querySelector('input[type="file"]');
  let request = null;

  const settle = () => {
    request = null;
    bar.hidden = stop.hidden = true;
    button.disabled = false;
    delete form.dataset.sending;
    form.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
  };

  const say = (sentence) => {
    words.className = "bad strong";
    words.textContent = sentence;
    button.value = "Gửi lại";
    button.focus();
  };

  const finish = (status, text) => {
    settle();
    const found = verdictOn(status, text, most);
    if (found.href) window.location.assign(found.href);
    else if (found.words) done(found.words);
    else if (found.faults) showFaults(form, found.faults, words);
    else say(found.sentence);
  };

  const send = () => {
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = (100 * event.loaded) / event.total;
      words.textContent = progressWords(event.loaded, event.total);
    });
    request.addEventListener("load", () => finish(request.status, request.responseText));
    request.addEventListener("error", () => { settle(); say(SENTENCES.offline); });
    request.addEventListener("abort", () => { settle(); say(SENTENCES.stopped); });
    bar.value = 0;
    bar.hidden = stop.hidden = false;
    button.disabled = true;
    form.dataset.sending = "yes";
    words.className = "note";
    words.textContent = "Đang gửi…";
    request.send(contentOf(form));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (request) return;
    clearFaults(form);
    const faults = missingFaults(form);
    const sentence = file.files.length ? tooLarge(file.files[0].size, most) : "";
    if (sentence) faults.file = [sentence];
    if (Object.keys(faults).length) showFaults(form, faults, words);
    else send();
  });
  stop.addEventListener("click", () => request?.abort());
  window.addEventListener("beforeunload", (event) => {
    if (request) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-upload]")) attend(form);
