// Unsent cells in the browser's own database: they outlive reload, power cut and sign-out. Each belongs to
// the account that typed it and is never read by another.

const NAME = "ntm-luoi";
const CELLS = "cells";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// Where the browser keeps nothing (a private window, a full disk) the grid works, and says so.
export const forgetful = () => ({
  forgets: true,
  mine: async () => [],
  others: async () => 0,
  keep: async () => undefined,
  forget: async () => undefined,
});

export async function openStore(user, name = NAME) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(CELLS, { keyPath: "key" }).createIndex("user", "user");
  const database = await done(opening);
  const cells = (mode) => database.transaction(CELLS, mode, { durability: "strict" }).objectStore(CELLS);
  const key = (id) => `${user}|${id}`;
  return {
    forgets: false,
    mine: async () => (await done(cells("readonly").index("user").getAll(user))).map((row) => row.item),
    others: async () => (await done(cells("readonly").count())) - (await done(cells("readonly").index("user").count(user))),
    keep: (item) => done(cells("readwrite").put({ key: key(item.id), user, item })),
    forget: (id) => done(cells("readwrite").delete(key(id))),
  };
}
