// Asking the server: JSON out, JSON in. A status of 0 means that nobody answered.

const LONGEST_WAIT = 20000;

export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

async function ask(path, options) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LONGEST_WAIT);
  try {
    const answer = await fetch(path, { ...options, redirect: "manual", signal: patience.signal, credentials: "same-origin" });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status || 401, said: isJson ? await answer.json() : {} };
  } catch {
    return { status: 0, said: {} };
  } finally {
    clearTimeout(timer);
  }
}

export const post = (path, message) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(message),
  });

const UNREAD = {
  away: "Mất kết nối, chưa tải được phần này.",
  over: "Phiên làm việc đã hết. Đăng nhập ở thẻ khác rồi thử lại.",
  gone: "Ô này không còn trong phạm vi của tài khoản.",
  fault: "Máy chủ chưa trả lời được.",
};

// A part of a page, or why it cannot be had now.
export async function part(path, signal) {
  try {
    const answer = await fetch(path, { redirect: "manual", credentials: "same-origin", signal });
    if (answer.ok) return { html: await answer.text() };
    if (answer.type === "opaqueredirect" || answer.status === 401) return { why: UNREAD.over };
    return { why: answer.status === 404 ? UNREAD.gone : UNREAD.fault };
  } catch {
    return { why: UNREAD.away };
  }
}

const DOOR = "/dang-nhap/lai/";

// The same person's way back in; the server turns everybody else away.
export async function signIn(user, username, password) {
  await ask(DOOR, { headers: { Accept: "application/json" } });
  const body = new URLSearchParams({ user, username, password });
  return ask(DOOR, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token() }, body });
}
