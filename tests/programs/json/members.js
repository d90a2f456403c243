// Members of objects while something changes them, and what has no plain members.
const show = (v, ...rest) => console.log(JSON.stringify(v, ...rest));
show({ b: 1, a: 2, 1: 3, '01': 4, 0: 5, '-1': 6, 4294967295: 7, 4294967294: 8 });
show({ a: undefined, f() {}, [Symbol('s')]: 1, n: null, z: -0, i: 2 ** 53, j: 2 ** 53 + 2, k: -(2 ** 31), l: 1e21, m: 1e-7, o: NaN, p: -Infinity });
const hidden = { a: 1, b: 2 };
Object.defineProperty(hidden, 'c', { value: 3, enumerable: false });
show(hidden);
show({ get a() { delete this.b; return 1; }, b: 2, c: 3 });
show({ get a() { this.d = 4; this.c = 'changed'; return 1; }, b: 2, c: 3 });
const o = { a: { toJSON(key) { o.b = 'replaced'; delete o.c; o.d = 5; return key; } }, b: 2, c: 3 };
show(o);
show(o);
const p = { a: { toJSON() { Object.defineProperty(p, 'b', { get() { return this === p; } }); return 1; } }, b: 2 };
show(p);
const q = { first: { toJSON() { Object.setPrototypeOf(q, { second: 'inherited' }); delete q.second; return 1; } }, second: 2, third: 3 };
show(q);
// toJSON that comes and goes, for shapes that had none.
const pair = [{ x: 1 }, { x: 2 }, { get x() { Object.prototype.toJSON = function () { return 'all'; }; return 3; } }, { x: 4 }, [5], 6, 'seven'];
show(pair);
delete Object.prototype.toJSON;
show(pair.slice(0, 2));
Array.prototype.toJSON = function () { return this.length; };
show([[1, 2], { a: [3] }]);
delete Array.prototype.toJSON;
class Point { constructor(x) { this.x = x; } get y() { return 1; } toJSON() { return { px: this.x }; } }
class Bare extends Point { toJSON = undefined; }
show([new Point(1), new Bare(2), new Date(0), Object.create({ inherited: 1 }), Object.create(null, { own: { value: 1, enumerable: true } })]);
BigInt.prototype.toJSON = function () { return `${this}n`; };
show({ big: 12n });
delete BigInt.prototype.toJSON;
// Arrays: holes, getters, changes, more properties, subclasses.
const holes = [1, , 3];
show(holes);
Array.prototype[1] = 'inherited';
show(holes);
delete Array.prototype[1];
const list = [{ toJSON() { list.length = 2; return 1; } }, 2, 3];
show(list);
const growing = [{ toJSON() { growing.push('late'); return 1; } }, 2];
show(growing);
const odd = [1, 2];
odd.extra = 3;
Object.defineProperty(odd, 1, { get: () => 'got', enumerable: true });
show([odd, Object.freeze([1, [2]]), new (class extends Array {})(3), [undefined, () => 1, Symbol()], [NaN, -0]]);
const log = [];
const proxy = new Proxy({ a: 1, b: [1] }, {
  get(t, k) { log.push(`get ${String(k)}`); return t[k]; },
  ownKeys(t) { log.push('keys'); return Reflect.ownKeys(t); },
  getOwnPropertyDescriptor(t, k) { log.push(`own ${String(k)}`); return Reflect.getOwnPropertyDescriptor(t, k); },
});
show({ proxy });
console.log(log.join());
show(new Proxy([1, , 3], {}));
show({ a: [new Map([[1, 2]]), new Set([1]), /r/, new Error('e'), new Uint8Array(2), Object('s'), Object(1), Object(true)] });
show({ a: 1, b: { a: 2, c: 3 } }, ['a', 'b', 'a', 1]);
show({ a: 1, b: [1, 2] }, function (k, v) { return Array.isArray(v) ? [...v, this === undefined] : v; });
// Texts: quotes, controls, surrogates, both widths.
show(['"', '\\', '\b\t\n\f\r', '\0\x1f\x7f', 'é', '\u2028', '€"€', '😀', '\ud83d', '\ude00', 'a\ud83d\ud83d\ude00b', '']);
show({ '"': 1, '\n': 2, 'é€': 3, '\ud800': 4, '': 5 }, null, '€-');
show([[], {}, [[]], { a: {} }], null, 3);
const wide = {};
for (let i = 0; i < 200; i++) wide[`k${i}`] = i;
console.log(JSON.stringify(wide).length, JSON.stringify(JSON.parse(JSON.stringify(wide))) === JSON.stringify(wide));

const back = (text, ...rest) => { try { return JSON.parse(text, ...rest); } catch (e) { return e.name; } };
console.log(back('{"a":1,"a":2,"b":3,"1":4,"01":5,"0":6,"-0":7}'), Object.keys(back('{"b":1,"4294967295":2,"10":3,"9":4}')));
const parsed = back('{"__proto__":{"x":1},"constructor":2}');
console.log(Object.keys(parsed), Object.getPrototypeOf(parsed) === Object.prototype, parsed.x);
console.log(back('[-0,0,1e3,-1.5E-2,9007199254740993,123456789012345678901234567890,1e400,2147483648,-2147483648]'), Object.is(back('-0'), -0));
console.log(back('{"\\u0061":1,"a\\n":2,"€\\"":3,"\\ud83d":4}'), back('"\\ud83d\\ude00"'), back('"\\ud83d"') === '\ud83d', back('["€","a","é",""]'));
for (const bad of ['{"a"}', '{"a":}', '{a:1}', '{"a":1,}', '[1,]', '"\n"', '"\\x"', '"\\u12"', '"abc', '{"abc', '01', '-', '1.', '.5', '1e', '+1', '', ' ', '[1 2]', '{"a" 1}']) console.log(bad, back(bad));
console.log(back(' { "k" : [ 1 , { "k" : null } ] , "l" : true } '), back('{"a":{"b":[1,2,{"c":3}]}}', (k, v) => (typeof v === 'number' ? v + 1 : v)));
const many = back(`{${Array.from({ length: 300 }, (_, i) => `"p${i}":${i}`)}}`);
console.log(Object.keys(many).length, many.p299, back(`{${'"x":1,'.repeat(200)}"x":2}`));
let setters = 0;
Object.defineProperty(Object.prototype, 'trap', { set() { setters++; }, get() { return 'inherited'; }, configurable: true });
console.log(back('{"trap":1}').trap, setters);
delete Object.prototype.trap;
