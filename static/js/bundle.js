// The files of a package are asked for one by one; each is kept by the server, so that a closed laptop loses nothing:
// the same address goes on where it stopped. When all are there, the package is fetched. Without this script the
// link makes the whole package in one answer.

const SENTENCES = {
  offline: "Mất kết nối. Tệp đã lập còn nguyên; có mạng lại thì bấm Làm tiếp.",
  over: "Phiên làm việc đã hết. Đăng nhập lại rồi mở địa chỉ này; tệp đã lập còn nguyên.",
  server: "Máy chủ chưa lập được tệp này. Bấm Làm tiếp để thử lại.",
  stopped: "Đã dừng. Tệp đã lập còn nguyên; bấm Làm tiếp.",
};

const sentenceOn = (answer) => {
  if (answer.redirected || answer.status === 401 || answer.status === 403) return SENTENCES.over;
  return answer.ok ? "" : SENTENCES.server;
};

// Has one file made; the body is not wanted, so only the head is asked for.
async function make(address, signal) {
  try {
    return sentenceOn(await fetch(address, { method: "HEAD", credentials: "same-origin", signal }));
  } catch (fault) {
    return fault.name === "AbortError" ? SENTENCES.stopped : SENTENCES.offline;
  }
}

function start(room) {
  const lines = [...document.querySelectorAll("[data-piece]")];
  const bar = room.querySelector("progress");
  const told = room.querySelector("[data-told]");
  const button = room.querySelector("[data-stop]");
  const link = room.querySelector("[data-whole]");
  let running = null;
  let taken = false;

  const tell = (sentence = "") => {
    const held = lines.filter((line) => "held" in line.dataset).length;
    bar.value = held;
    told.textContent = sentence || `Đã lập ${held}/${lines.length} tệp.`;
    return held === lines.length;
  };

  const run = async () => {
    running = new AbortController();
    button.textContent = "Dừng";
    let sentence = "";
    const missing = lines.filter((each) => !("held" in each.dataset));
    for (const line of missing) {
      sentence = await make(line.dataset.piece, running.signal);
      if (sentence) break;
      line.dataset.held = "";
      line.querySelector(".tag").textContent = "đã lập";
      tell();
    }
    running = null;
    button.textContent = "Làm tiếp";
    if (!tell(sentence)) return;
    button.hidden = true;
    // Who asked for the package meanwhile has it already.
    const fetched = missing.length > 0 && !taken;
    told.textContent = fetched ? "Đã lập đủ, gói đang được tải về." : "Đã lập đủ. Bấm Tải gói .zip để lấy về.";
    if (fetched) location.assign(room.dataset.bundle);
  };

  link.addEventListener("click", () => {
    taken = true;
  });

  button.hidden = false;
  button.addEventListener("click", () => (running ? running.abort() : run()));
  run();
}

for (const room of document.querySelectorAll("[data-bundle]")) start(room);
