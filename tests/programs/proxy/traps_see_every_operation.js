// Each operation of the language, and the traps that it runs in order.
const log = [];
const handler = new Proxy({}, {
  get(_, trap) {
    return (...args) => {
      const key = args[1];
      log.push(trap + (typeof key === 'string' || typeof key === 'symbol' ? `(${String(key)})` : ''));
      return Reflect[trap](...args);
    };
  },
});
const show = (name, f) => {
  log.length = 0;
  let r;
  try { r = f(); } catch (e) { r = e.name; }
  console.log(name, '=>', typeof r === 'object' && r !== null ? JSON.stringify(r) : String(r), '|', log.join(' '));
};
const p = new Proxy({ a: 1, get b() { return this === p; }, 3: 'three' }, handler);
show('get', () => p.a);
show('getter receiver', () => p.b);
show('index', () => p[3]);
show('set', () => (p.c = 4));
show('set index', () => (p[5] = 6));
show('in', () => 'a' in p);
show('delete', () => delete p.c);
show('define', () => Object.defineProperty(p, 'd', { value: 1, configurable: true }) === p);
show('descriptor', () => Object.getOwnPropertyDescriptor(p, 'd'));
show('keys', () => Object.keys(p));
show('names', () => Object.getOwnPropertyNames(p));
show('assign', () => Object.assign({}, p));
show('spread', () => ({ ...p }));
show('rest', () => {
  const { a, ...rest } = p;
  return rest;
});
show('prototype', () => Object.getPrototypeOf(p) === Object.prototype);
show('__proto__', () => p.__proto__ === Object.prototype);
show('instanceof', () => p instanceof Object);
show('isPrototypeOf', () => Object.prototype.isPrototypeOf(p));
show('hasOwn', () => Object.hasOwn(p, 'a'));
show('json', () => JSON.stringify(p));
show('for in', () => {
  const keys = [];
  for (const k in p) keys.push(k);
  return keys;
});
show('frozen', () => Object.isFrozen(p));
show('seal', () => Object.isSealed(Object.seal(p)));
show('extensible', () => Object.isExtensible(p));
show('prevent', () => Reflect.preventExtensions(p));
show('setPrototypeOf', () => Reflect.setPrototypeOf(p, null));
show('to string', () => Object.prototype.toString.call(p));
const f = new Proxy(function target(x, y) {
  return new.target ? { sum: x + y } : this === undefined ? x + y : 'this';
}, handler);
show('call', () => f(1, 2));
show('method call', () => f.call({}, 1, 2));
show('apply', () => Reflect.apply(f, undefined, [3, 4]));
show('new', () => new f(1, 2));
show('spread call', () => f(...[5, 6]));
show('typeof', () => typeof f);
show('name', () => f.name);
show('bind', () => f.bind(undefined, 1)(9));
class Base { constructor() { this.made = new.target.name; } }
const B = new Proxy(Base, handler);
class Derived extends B { constructor() {
  super();
  this.own = 1;
} }
show('extends', () => new Derived());
const inherits = Object.create(new Proxy({ inherited: 1 }, handler));
show('inherited get', () => inherits.inherited);
show('inherited set', () => (inherits.x = 1));
show('own after', () => inherits.x);
show('inherited in', () => 'inherited' in inherits);
show('inherited for in', () => {
  const keys = [];
  for (const k in inherits) keys.push(k);
  return keys;
});
const list = Object.setPrototypeOf([1, 2], new Proxy(Array.prototype, handler));
show('iteration', () => [...list]);
show('push', () => list.push(3));
show('hole', () => {
  const a = Object.setPrototypeOf([, 1], new Proxy({ 0: 'from proto' }, handler));
  return a[0];
});
