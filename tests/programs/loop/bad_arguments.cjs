// What is no function is refused, and odd delays count as one millisecond.
const bad = [undefined, null, 5, 'x', {}, [], Symbol('a'), 1n, true, new Map(), class A {}.prototype, 'long '.repeat(20)];
for (const what of bad) {
  for (const f of [setTimeout, setInterval, setImmediate, process.nextTick, queueMicrotask]) {
    try {
      f(what, 5);
      console.log('taken');
    } catch (e) {
      console.log(f.name, e.name, e.code, e.message, e instanceof TypeError);
    }
  }
}
const order = [];
for (const delay of [-1, NaN, 2 ** 31, Infinity, '1', null, {}, undefined, 0.5, 'x', 1.9, [1]]) setTimeout(() => order.push(String(delay)), delay);
setTimeout(() => console.log(order.join(' ')), 20);
try { setTimeout(() => {}, Symbol('s')); } catch (e) { console.log(e.name, e.message); }
try { setTimeout(() => {}, { valueOf() { throw new RangeError('own'); } }); } catch (e) { console.log(e.name, e.message); }
