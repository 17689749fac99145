// Ghi biên bản in the field: every field keeps itself on this machine and is sent when the network allows. A field is
// shown as saved only when the server said so. Without this script each part is an ordinary form.

import { forgetful, openStore } from "../grid/store.js";
import { Box, Photos } from "./boxes.js";
import { barWords, isPhoto, partsOf } from "./drafts.js";
import { onePane } from "./panes.js";
import { VisitSender } from "./sender.js";

const DATABASE = "ntm-kiem-tra";

async function storeOf(user) {
  try {
    return await openStore(user, DATABASE);
  } catch {
    return forgetful();
  }
}

async function start(room) {
  const { visit, mostMb } = room.dataset, user = Number(room.dataset.user);
  const bar = room.querySelector("[data-savebar]"), say = bar.querySelector("[data-say]");
  const retry = bar.querySelector("[data-retry]"), signIn = bar.querySelector("[data-sign-in]");
  const boxes = new Map(), photos = new Map();
  const seen = { session: false, other: false, forgets: false };

  const refresh = () => {
    const words = barWords(sender.items, { online: navigator.onLine, ...seen });
    if (say.textContent !== words) say.textContent = words;
    say.classList.toggle("strong", sender.items.size > 0);
    retry.hidden = !sender.unsent || seen.session || seen.other;
    signIn.hidden = !seen.session && !seen.other;
  };

  const tell = (id, status, item, said, outcome) => {
    if (outcome === "session") seen[said.code === "other" ? "other" : "session"] = true;
    else if (outcome === "unkept") seen.forgets = true;
    else if (outcome) seen.session = seen.other = false;
    const { visit: of, slot } = partsOf(id);
    if (of === visit) (isPhoto(id) ? photos.get(slot) : boxes.get(id))?.tell(status, item, said);
    refresh();
  };

  const store = await storeOf(user);
  seen.forgets = store.forgets;
  const sender = new VisitSender({ user, store, tell });
  sender.settled = refresh;
  for (const field of room.querySelectorAll("[data-field]")) {
    const box = new Box(field, visit, sender);
    boxes.set(box.id, box);
  }
  for (const input of room.querySelectorAll('input[type="file"]')) {
    const found = new Photos(input, visit, sender, Number(mostMb));
    photos.set(found.slot, found);
  }
  for (const form of room.querySelectorAll(".visit-pane")) {
    form.querySelector("[data-plain]").hidden = true;
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  const waiting = await store.mine();
  for (const item of waiting) boxes.get(item.id)?.restore(item);
  bar.hidden = false;
  retry.addEventListener("click", () => sender.resume());
  addEventListener("offline", refresh);
  onePane(room);
  sender.restore(waiting);
  refresh();
  room.dataset.ready = "";
}

const room = document.querySelector("[data-visit]");
if (room) start(room);
