// What Ctrl+Z takes back, newest first. Pure. An undo is a new change: a figure just stored is taken back,
// one just taken back is stored again.

const LONGEST = 200;

export const remember = (done, step) => [...done, step].slice(-LONGEST);

// The newest step and what is left; a step on a cell that changed since (by somebody else) stays refused by the server.
export function takeBack(done) {
  return done.length ? { step: done[done.length - 1], left: done.slice(0, -1) } : { step: null, left: done };
}
