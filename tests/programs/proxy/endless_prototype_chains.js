// A Proxy's target that inherits from the Proxy: the prototype chain has no end. Whatever walks it gives up with a
// RangeError; `for-in`, which meets nothing new in a cycle, ends.

const t = { own: 1 };
const p = new Proxy(t, {});
Object.setPrototypeOf(t, p);
const attempt = f => {
  try {
    return String(f());
  } catch (e) {
    return e.constructor.name;
  }
};
class C {}
const uses = {
  instanceof: () => t instanceof Array,
  instanceofProxy: () => p instanceof C,
  isPrototypeOf: () => Array.prototype.isPrototypeOf(t),
  get: () => t.absent,
  getOwn: () => t.own,
  getIndex: () => t[5],
  symbol: () => t[Symbol.iterator],
  in: () => 'absent' in t,
  inIndex: () => 5 in p,
  set: () => {
    t.absent = 1;
    return Object.hasOwn(t, 'absent');
  },
  forIn: () => { for (const k in t) return k; },
  forInProxy: () => {
    const o = Object.create(p);
    for (const k in o) return k;
  },
  lookupGetter: () => Object.prototype.__lookupGetter__.call(t, 'absent'),
  lookupSetter: () => Object.prototype.__lookupSetter__.call(p, 'absent'),
  toString: () => `${t}`,
  spread: () => [...t],
  assign: () => Object.assign({}, t).own,
  json: () => JSON.stringify(t),
  reflectGet: () => Reflect.get(t, 'absent'),
  reflectHas: () => Reflect.has(p, 'absent'),
  reflectSet: () => Reflect.set(p, 'absent2', 1, {}),
  delete: () => delete t.absent3,
  setProto: () => Object.setPrototypeOf(p, p),
  catch: () => { try { null.x; } catch (e) { return e instanceof t.constructor; } },
  concat: () => [].concat(t).length,
  classExtends: () => { class D extends p {} },
  call: () => t.method(),
};
for (const [name, use] of Object.entries(uses)) console.log(name, attempt(use));

// Many Proxies with an end.
const limited = { left: 1000, getPrototypeOf: () => (limited.left-- ? new Proxy({}, limited) : null) };
console.log('a thousand Proxies', new Proxy({}, limited) instanceof Array, limited.left);
