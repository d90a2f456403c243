// Promise.allKeyed and Promise.allSettledKeyed: objects of promises.
const later = (v, n) => new Promise((r) => { const f = () => n-- ? queueMicrotask(f) : r(v); f(); });
const main = async () => {
  console.log(await Promise.allKeyed({ a: later(1, 5), b: 2, c: Promise.resolve(3) }));
  console.log(await Promise.allSettledKeyed({ a: later(1, 5), b: Promise.reject('no'), c: 3 }));
  console.log(await Promise.allKeyed({}), await Promise.allSettledKeyed({}));
  const s = Symbol('s');
  const o = Object.create({ inherited: 1 }, { hidden: { value: Promise.reject(1).catch(() => {}) } });
  console.log(await Promise.allKeyed(Object.assign(o, { z: later('z', 2), [s]: 's', 1: 'one' })));
  const r = await Promise.allKeyed({ x: 1 });
  console.log(Object.getPrototypeOf(r), Object.getOwnPropertyDescriptor(r, 'x'));
  console.log(await Promise.allKeyed({ __proto__: null, ['__proto__']: later('p', 1) }));
  for (const v of [undefined, null, 1, 'text']) await Promise.allKeyed(v).catch((e) => console.log(e.constructor.name));
  await Promise.allKeyed({ a: later(1, 5), b: Promise.reject('first'), c: Promise.reject('second') }).catch((e) => console.log(e));
  await Promise.allKeyed({ get a() { throw 'getter'; } }).catch((e) => console.log(e));
  const log = [];
  const watched = new Proxy({ a: 1, b: 2 }, {
    ownKeys(o) { log.push('keys'); return Reflect.ownKeys(o); },
    getOwnPropertyDescriptor(o, k) { log.push(`own ${k}`); return Reflect.getOwnPropertyDescriptor(o, k); },
    get(o, k) { log.push(`get ${k}`); return o[k]; },
  });
  console.log(await Promise.allKeyed(watched), log.join());
  class Mine extends Promise {}
  console.log(Mine.allKeyed({ a: 1 }) instanceof Mine, Promise.allKeyed.length, Promise.allSettledKeyed.name);
};
main();
