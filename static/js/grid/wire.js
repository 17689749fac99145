// Asking the server: JSON out, JSON in. A status of 0 means that nobody answered.

const LONGEST_WAIT = 20000;

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

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

// A part of a page; null where it cannot be had now.
export async function part(path) {
  try {
    const answer = await fetch(path, { redirect: "manual", credentials: "same-origin" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

const DOOR = "/dang-nhap/lai/";

// The same person's way back in; the server turns everybody else away.
export async function signIn(user, username, password) {
  await ask(DOOR, { headers: { Accept: "application/json" } });
  const body = new URLSearchParams({ user, username, password });
  return ask(DOOR, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token() }, body });
}
