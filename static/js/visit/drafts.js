// What is waiting on the way from a telephone in the field to the minutes. Pure: nothing here sends, stores or draws.
// A draft is one field of one place of the minutes ("12|muc-5|seen"), or one photo ("12|muc-5|anh-…").

import { counts } from "../grid/queue.js";

const PHOTO = "anh-";
// Words go before photos, whenever they were typed: a picture on a bad line must not hold them up.
const PHOTOS_LAST = 1e13;

export const idOf = (visit, slot, name) => `${visit}|${slot}|${name}`;

export function partsOf(id) {
  const [visit, slot, name] = id.split("|");
  return { visit, slot, name };
}

export const isPhoto = (id) => partsOf(id).name.startsWith(PHOTO);
export const photoId = (visit, slot, mark) => idOf(visit, slot, `${PHOTO}${mark}`);
export const orderOf = (id, now) => (isPhoto(id) ? now + PHOTOS_LAST : now);

// Whether a field has anything to send: nothing waits, and it says what the server was last known to say.
export const isQuiet = (text, seen, item) => !item && text === seen;

const STATES = {
  held: "Chưa gửi",
  waiting: "Chờ gửi",
  sending: "Đang gửi…",
  failed: "Chưa gửi được, sẽ gửi lại",
  saved: "Đã lưu",
};

// What stands under a field: the plain state, or the sentences of a refusal.
export function stateWords(status, problem) {
  if (STATES[status]) return STATES[status];
  const said = (problem?.sentences ?? []).join(" ");
  return said || "Không lưu được. Mở lại trang để xem lý do.";
}

export const looksBad = (status) => ["refused", "locked", "stale", "gone"].includes(status);

// The bar below: how much is not on the server yet, why, and that it is not lost.
export function barWords(items, { online = true, session = false, other = false, forgets = false } = {}) {
  const found = counts(items);
  const open = found.waiting + found.failed;
  if (other) return "Máy này đang đăng nhập bằng tài khoản khác: chưa gửi gì dưới tên người khác.";
  if (session) return "Phiên làm việc đã hết. Nội dung còn giữ trên máy này; đăng nhập lại để gửi.";
  const refused = found.refused ? `${found.refused} ô cần xem lại.` : "";
  if (!open) return refused || "Mọi nội dung đã lưu.";
  const kept = forgets ? "trình duyệt này không giữ được bản nháp, đừng đóng trang" : "đã giữ trên máy này";
  const why = online ? "" : "Mất kết nối. ";
  return `${why}${open} ô chưa gửi, ${kept}. ${refused}`.trim();
}

// Why a photo is not taken at all; empty where it is.
export function photoFault(size, most) {
  const megabytes = (size / 1024 / 1024).toFixed(1).replace(".", ",");
  if (!size) return "Ảnh trống, chụp lại.";
  return size > most * 1024 * 1024 ? `Ảnh ${megabytes} MB, lớn hơn mức ${most} MB. Chụp lại ở cỡ nhỏ hơn.` : "";
}
