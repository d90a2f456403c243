// For node, before a program: timers that wait for nothing but each other, as Yarrow's do under YARROW_VIRTUAL_TIME.
let now = 0;
let waiting = [];
let asked = false;
function ask() {
  if (asked || waiting.length === 0) return;
  asked = true;
  setImmediate(() => {
    asked = false;
    const next = waiting.shift();
    ask();
    if (next === undefined) return;
    now = next.at;
    next.callback(...next.values);
  });
}
globalThis.setTimeout = (callback, delay, ...values) => {
  const at = now + (delay >= 1 ? Math.trunc(delay) : 1);
  const later = waiting.findIndex((timer) => timer.at > at);
  waiting.splice(later < 0 ? waiting.length : later, 0, { at, callback, values });
  ask();
};
