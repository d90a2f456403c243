// Array.fromAsync reads and waits in the specified order, and makes the array by its `this`.
const log = [];
const show = async (what, f) => {
  const p = f();
  log.push('|');
  let pending = true, ticks = 0;
  p.then(() => { pending = false; }, () => { pending = false; });
  const tick = () => { if (pending) { ticks++; queueMicrotask(tick); } };
  queueMicrotask(tick);
  let r;
  try { r = await p; } catch (e) { r = `rejected ${e.message ?? e}`; }
  console.log(`${what}: ${log.splice(0).join(' ')} -> ${JSON.stringify(r)} ${r?.constructor?.name}, ${ticks}`);
};
const watched = (o) => new Proxy(o, { get(o, k, r) {
  log.push(`get ${String(k)}`);
  return Reflect.get(o, k, r);
} });
class Mine {
  constructor(...args) {
    log.push(`new Mine(${args})`);
    return new Proxy(this, {
      defineProperty(o, k, d) { log.push(`define ${String(k)}`); return Reflect.defineProperty(o, k, d); },
      set(o, k, v) { log.push(`set ${String(k)} ${v}`); return Reflect.set(o, k, v); },
    });
  }
}
async function* count(n) { for (let i = 1; i <= n; i++) yield i; }

const main = async () => {
  await show('empty array', () => Array.fromAsync([]));
  await show('array', () => Array.fromAsync([1, 2]));
  await show('array, mapped', () => Array.fromAsync([1, 2], (v) => v));
  await show('array, mapped to promises', () => Array.fromAsync([1, 2], async (v) => v));
  await show('async generator', () => Array.fromAsync(count(2)));
  await show('async generator, mapped', () => Array.fromAsync(count(2), (v) => v));
  await show('array-like', () => Array.fromAsync({ length: 2 }));
  await show('array-like, mapped', () => Array.fromAsync({ length: 2 }, (v) => 0));
  await show('mapper is looked at first', () => Array.fromAsync(watched({ length: 1 }), {}).catch((e) => e.name));
  await show('watched array-like', () => Array.fromAsync(watched({ length: 2, 0: 'a', 1: 'b' })));
  await show('watched array', () => Array.fromAsync(watched(['a'])));
  await show('watched iterator', () => Array.fromAsync({ [Symbol.asyncIterator]: () => watched({ next() {
    return watched({ done: log.length > 6, value: 'v' });
  } }) }));
  await show('own class', () => Array.fromAsync.call(Mine, [1, 2]));
  await show('own class, array-like', () => Array.fromAsync.call(Mine, { length: 2, 0: 1 }));
  await show('no constructor', () => Array.fromAsync.call((() => {}), [1]));
  await show('undefined', () => (0, Array.fromAsync)([1]));
  await show('constructor throws', () => Array.fromAsync.call(class { constructor() { throw new Error('no'); } }, [1]));
  await show('grows meanwhile', () => {
    const a = [1];
    const p = Array.fromAsync(a);
    a.push(2);
    return p;
  });
};
main();
