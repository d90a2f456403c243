// What can be seen of the functions and of the objects that they return.
for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask']) {
  const d = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, d.value.name, d.value.length, d.enumerable, d.writable, d.configurable);
}
const t = setTimeout(() => {}, 1);
const i = setImmediate(() => {});
for (const o of [t, i]) {
  const proto = Object.getPrototypeOf(o);
  console.log(o.constructor.name, Object.prototype.toString.call(o), Object.getPrototypeOf(proto) === Object.prototype, typeof o);
  try { o.constructor(); console.log('called'); } catch (e) { console.log(e.name); }
}
console.log(typeof +t, +t === +t, +t === t[Symbol.toPrimitive](), `${t}` === String(+t), t == +t, Number.isInteger(+t), +t > 0);
console.log(typeof `${i}`, Number.isNaN(+i));
console.log(+setTimeout(() => {}, 1) > +t);
console.log(['ref', 'unref', 'hasRef', 'refresh', 'close'].map((m) => typeof t[m]).join(), typeof i.refresh);
console.log(process.nextTick.name, process.nextTick.length);
