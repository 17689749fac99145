// Cells on their way to the server. Pure: every function takes the items and gives new ones; nothing here
// sends, stores or draws. An item holds the newest words of one cell; `version` tells a newer typing from
// the one that is under way.

export const delays = [1000, 2000, 4000, 8000, 16000, 30000];
const PATIENCE_WITH_UNKNOWN = 3;

const delayAfter = (attempt) => delays[Math.min(attempt, delays.length) - 1];

// What a status code means for the cell (200 saved, 409 stale, 422 refused, 403 locked, 401 session ended).
export function outcomeOf(status) {
  if (status === 200) return "saved";
  if (status === 409) return "stale";
  if (status === 422) return "refused";
  if (status === 403) return "locked";
  if (status === 401) return "session";
  if (status === 400 || status === 404) return "gone";
  if (status === 0) return "offline";
  return [429, 502, 503, 504].includes(status) ? "busy" : "unknown";
}

const replaced = (items, id, item) => new Map(items).set(id, item);

// What was typed in a cell takes the place of what waited there; it joins the end of the queue.
export function put(items, id, words, seen, order, held = false) {
  const old = items.get(id);
  const sending = old?.status === "sending";
  const version = (old?.version ?? 0) + 1;
  const fresh = { id, words, seen: sending ? old.seen : seen, order, version, attempt: 0, due: 0, problem: null };
  const status = sending ? "sending" : held ? "held" : "waiting";
  return replaced(items, id, { ...fresh, status, under: sending ? old.under : null });
}

// Half a pair was typed and the cursor has left it: the server says what is missing.
export const release = (items, id) => replaced(items, id, { ...items.get(id), status: "waiting" });

export function drop(items, id) {
  const left = new Map(items);
  left.delete(id);
  return left;
}

// The next cell to send: one at a time, in the order typed; while the first waits for its time, all wait.
export function next(items, now) {
  const queued = [...items.values()];
  if (queued.some((item) => item.status === "sending")) return null;
  const open = queued.filter((item) => item.status === "waiting" || item.status === "failed");
  const head = open.sort((one, other) => one.order - other.order)[0];
  return head && head.due <= now ? head : null;
}

// How long until something may be sent; null when nothing is queued.
export function wait(items, now) {
  const open = [...items.values()].filter((item) => item.status === "waiting" || item.status === "failed");
  const head = open.sort((one, other) => one.order - other.order)[0];
  return head && head.due !== Infinity ? Math.max(0, head.due - now) : null;
}

export function sending(items, id) {
  const item = items.get(id);
  return replaced(items, id, { ...item, status: "sending", under: item.version });
}

const STATUS = { offline: "waiting", session: "waiting", busy: "failed", unknown: "failed" };

function again(item, outcome, problem, now) {
  const attempt = item.attempt + 1;
  const hopeless = outcome === "unknown" && attempt >= PATIENCE_WITH_UNKNOWN;
  const due = outcome === "session" || hopeless ? Infinity : now + delayAfter(attempt);
  return { ...item, status: STATUS[outcome], attempt, due, problem, under: null };
}

// The server's answer: saved cells leave the queue, transient faults stay and are sent again later, final
// ones stop at the cell. Words typed meanwhile stay, and name the finding that was just stored.
export function answered(items, id, outcome, { seen = null, problem = null, now = 0 } = {}) {
  const item = items.get(id);
  if (!item) return items;
  const typedMeanwhile = item.version !== item.under;
  if (outcome in STATUS) return replaced(items, id, again(item, outcome, problem, now));
  if (outcome === "saved" && !typedMeanwhile) return drop(items, id);
  if (typedMeanwhile) return replaced(items, id, { ...item, status: "waiting", under: null, seen: seen ?? item.seen });
  return replaced(items, id, { ...item, status: outcome === "gone" ? "refused" : outcome, under: null, problem });
}

// Everything that waited for its time may go at once: the network is back, or the person signed in again.
export function resume(items) {
  const go = (item) => (item.status === "waiting" || item.status === "failed" ? { ...item, due: 0, attempt: 0 } : item);
  return new Map([...items].map(([id, item]) => [id, go(item)]));
}

// After a reload nothing is under way any more; what was, is sent again: the server stores it once.
export function restored(list) {
  const calm = (item) => ({ ...item, status: ["sending", "held"].includes(item.status) ? "waiting" : item.status, due: 0, under: null });
  return new Map(list.map((item) => [item.id, calm(item)]));
}

export function counts(items) {
  const found = { waiting: 0, failed: 0, refused: 0 };
  const heap = { held: "waiting", waiting: "waiting", sending: "waiting", failed: "failed", refused: "refused", stale: "refused", locked: "refused" };
  for (const item of items.values()) found[heap[item.status]] += 1;
  return found;
}

export const unsent = (items) => [...items.values()].some((item) => ["held", "waiting", "sending", "failed"].includes(item.status));
