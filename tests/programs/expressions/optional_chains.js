const calls = [];
const f = (x) => (calls.push(x), x);
const o = { a: { b() { return this === o.a; }, c: null, 'd e': { f: 1 } }, n: null, fn() { return this; } };

console.log(o?.a?.b(), o.a?.['b'](), o?.['a'].b?.(), (o?.a.b)(), (o.a?.b)(), (o.zzz?.b));
console.log(o.n?.x.y.z, o.n?.[f('skipped')].y, o.n?.(f('skipped')), o.zzz?.(f('skipped')).y[f('skipped')]);
console.log(o.a.c?.x, o.a?.['d e']?.f, o?.fn() === o, (o?.fn)?.() === o, o.fn?.().fn?.() === o);
try {
  o.n?.x;
  o.a.c.x;
} catch (e) { console.log(e.message); }
try { (o.n?.x).y; } catch (e) { console.log(e.message); }
try { o.a?.zzz(); } catch (e) { console.log(e.message); }
console.log(delete o?.a?.c, 'c' in o.a, delete o.n?.x.y, delete o?.zzz?.[f('skipped')], delete (o.zzz?.b));
console.log(calls.length);
const tag = { t(s, ...v) { return [this === tag, s.raw.join('|'), v.join()].join(' '); } };
console.log((tag?.t)`a${1}b${2}\n`);
class P {
  #x = { y: 1 };
  #m() { return this.#x.y; }
  static get(p) { return [p?.#x.y, p?.#x?.y, p?.#m(), (p?.#m)?.call(p)].join(); }
}
console.log(P.get(new P()), JSON.stringify(P.get(null)));
class D extends P { test() { return [super.zzz?.a.b, super.constructor?.name, super.toString?.call(1)].join(); } }
console.log(new D().test());
console.log(0?.toFixed(2), ''?.length, [null?.a, undefined?.[0]].length, 1 ?.5 : 2);
function* g() { return (yield 1)?.[yield 2]; }
let it = g();
it.next();
console.log(it.next(null).done);
it = g();
it.next();
it.next({ k: 'v' });
console.log(it.next('k').value);
