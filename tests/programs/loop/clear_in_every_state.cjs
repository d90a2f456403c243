// Cancelling works by the object, its number and the number's text, in every state, and does nothing otherwise.
const never = (name) => () => console.log('must not run:', name);
clearTimeout(setTimeout(never('object'), 1));
clearTimeout(+setTimeout(never('number'), 1));
clearTimeout(`${+setTimeout(never('text'), 1)}`);
clearInterval(setTimeout(never('clearInterval of a timeout'), 1));
clearTimeout(setInterval(never('clearTimeout of an interval'), 1));
clearImmediate(setImmediate(never('immediate')));
setTimeout(never('closed'), 1).close();
const twice = setTimeout(never('twice'), 1);
clearTimeout(twice);
clearTimeout(twice);
twice.refresh();
for (const nothing of [undefined, null, {}, [], NaN, -1, 1e9, 'x', '', () => 1, 0.5]) {
  clearTimeout(nothing);
  clearInterval(nothing);
}
clearImmediate(undefined);
clearImmediate(null);
// By another timer of the same turn, of the same and of another duration.
setTimeout(() => { clearTimeout(second); clearTimeout(third); clearImmediate(immediate); }, 2);
const second = setTimeout(never('second'), 2);
const third = setTimeout(never('third'), 3);
setTimeout(() => { immediate = setImmediate(never('immediate of a timer')); clearImmediate(immediate); }, 1);
let immediate;
// By itself, while it runs, and after it has run.
const own = setTimeout(() => { console.log('own'); clearTimeout(own); }, 4);
const over = setTimeout(() => console.log('over'), 5);
setTimeout(() => { clearTimeout(over); clearTimeout(own); }, 8);
const interval = setInterval(() => { console.log('interval'); clearInterval(interval); }, 6);
// An immediate of the same turn.
setImmediate(() => { console.log('first immediate'); clearImmediate(next); });
const next = setImmediate(never('next immediate'));
const text = setTimeout(() => console.log('text that is no number stays'), 9);
clearTimeout(` ${+text}`);
clearTimeout(`0${+text}`);
