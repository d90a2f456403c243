// What errors of spread, patterns and for-of say: as Node does, they name the expression or the value.
'use strict';
function show(label, run) {
  try {
    run();
    console.log(`${label}  ->  no error`);
  } catch (error) {
    console.log(`${label}  ->  ${error.name}: ${error.message}`);
  }
}
const nothing = undefined;
const none = null;
const five = 5;
const plain = { b: {}, n: 5, s: 'text', u: undefined, z: null };
const list = [1, 2, 3];
const symbol = Symbol('mark');
const key = 'k';
function f() {}
class F {}
const arrow = () => 1;
const badIterator = { [Symbol.iterator]() { return 1; } };
const noNext = { [Symbol.iterator]() { return {}; } };
const badNext = { [Symbol.iterator]() { return { next: 5 }; } };
const badResult = { [Symbol.iterator]() { return { next() { return 5; } }; } };
const badMethod = { [Symbol.iterator]: 5 };
const nullMethod = { [Symbol.iterator]: null };
const badReturn = { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return: 5 }; } };
const primitiveReturn = {
  [Symbol.iterator]() {
    return {
      next() { return { value: 1, done: false }; },
      return() { return 5; },
    };
  },
};
console.log('spread');
show('[...5]', () => [...5]);
show('[...five]', () => [...five]);
show('[...nothing]', () => [...nothing]);
show('[...undefined]', () => [...undefined]);
show('[...null]', () => [...null]);
show('[...plain]', () => [...plain]);
show('[...plain.n]', () => [...plain.n]);
show('[...plain.u]', () => [...plain.u]);
show('[1, ...plain.n]', () => [1, ...plain.n]);
show('[...f()]', () => [...f()]);
show('[...list, ...five]', () => [...list, ...five]);
show('f(...5)', () => f(...5));
show('f(...five)', () => f(...five));
show('f(...plain)', () => f(...plain));
show('f(1, ...five)', () => f(1, ...five));
show('f(...five, 1)', () => f(...five, 1));
show('f(...plain.n)', () => f(...plain.n));
show('f(...true)', () => f(...true));
show('f(...symbol)', () => f(...symbol));
show('f(...{})', () => f(...{}));
show('f(...(() => 1))', () => f(...(() => 1)));
show('new F(...5)', () => new F(...5));
show('new F(...five)', () => new F(...five));
show('new F(1, ...five)', () => new F(1, ...five));
show('new F(...plain)', () => new F(...plain));
show('plain.n(...list)', () => plain.n(...list));
show('nothing(...list)', () => nothing(...list));
show('new five(...list)', () => new five(...list));
show('Math.max(...5)', () => Math.max(...5));
show('list.push(...five)', () => list.push(...five));
show('f(...badIterator)', () => f(...badIterator));
show('f(...badResult)', () => f(...badResult));
show('f(...badMethod)', () => f(...badMethod));
show('[...badIterator]', () => [...badIterator]);
show('[...badResult]', () => [...badResult]);
show('[...badMethod]', () => [...badMethod]);
show('[...nullMethod]', () => [...nullMethod]);
console.log('array patterns');
show('const [a] = 5', () => { const [a] = 5; });
show('const [a] = five', () => { const [a] = five; });
show('const [a] = nothing', () => { const [a] = nothing; });
show('const [a] = undefined', () => { const [a] = undefined; });
show('const [a] = null', () => { const [a] = null; });
show('const [a] = none', () => { const [a] = none; });
show('const [a] = {}', () => { const [a] = {}; });
show('const [a] = plain', () => { const [a] = plain; });
show('const [a] = plain.n', () => { const [a] = plain.n; });
show('const [a] = plain.u', () => { const [a] = plain.u; });
show('const [a] = f()', () => { const [a] = f(); });
show('const [a] = plain.b.c', () => { const [a] = plain.b.c; });
show('const [[a]] = [5]', () => { const [[a]] = [5]; });
show('const [[a]] = [undefined]', () => { const [[a]] = [undefined]; });
show('const [[a]] = []', () => { const [[a]] = []; });
show('const [{ a }] = []', () => { const [{ a }] = []; });
show('const [{ a }] = [null]', () => { const [{ a }] = [null]; });
show('let a; [a] = five', () => {
  let a;
  [a] = five;
});
show('let a; [a] = nothing', () => {
  let a;
  [a] = nothing;
});
show('let a; [a] = badIterator', () => {
  let a;
  [a] = badIterator;
});
show('const [a] = noNext', () => { const [a] = noNext; });
show('const [a] = badResult', () => { const [a] = badResult; });
show('const [a] = badReturn', () => { const [a] = badReturn; });
show('const [a] = primitiveReturn', () => { const [a] = primitiveReturn; });
show('const [...a] = five', () => { const [...a] = five; });
show('(([a]) => a)(5)', () => (([a]) => a)(5));
show('(([a]) => a)()', () => (([a]) => a)());
show('(([a]) => a)(null)', () => (([a]) => a)(null));
show('(([[a]]) => a)([1])', () => (([[a]]) => a)([1]));
show('(([a] = 5) => a)()', () => (([a] = 5) => a)());
console.log('object patterns');
show('const { a } = null', () => { const { a } = null; });
show('const { a } = undefined', () => { const { a } = undefined; });
show('const { a } = nothing', () => { const { a } = nothing; });
show('const { a } = none', () => { const { a } = none; });
show('const {} = null', () => { const {} = null; });
show('const {} = nothing', () => { const {} = nothing; });
show('const { ...a } = null', () => { const { ...a } = null; });
show('const { ...a } = nothing', () => { const { ...a } = nothing; });
show('const { a, b } = plain.u', () => { const { a, b } = plain.u; });
show('const { a } = plain.z', () => { const { a } = plain.z; });
show('const { a } = f()', () => { const { a } = f(); });
show('const { a: { b } } = {}', () => { const { a: { b } } = {}; });
show('const { a: { b } } = plain', () => { const { a: { b } } = plain; });
show('const { u: { b } } = plain', () => { const { u: { b } } = plain; });
show('const { u: { b: { c } } } = { u: {} }', () => { const { u: { b: { c } } } = { u: {} }; });
show('const { [key]: a } = nothing', () => { const { [key]: a } = nothing; });
show('const { [key]: a } = null', () => { const { [key]: a } = null; });
show('const { 0: a } = nothing', () => { const { 0: a } = nothing; });
show("const { 'x y': a } = nothing", () => { const { 'x y': a } = nothing; });
show('const { a = 1 } = nothing', () => { const { a = 1 } = nothing; });
show('let a; ({ a } = nothing)', () => {
  let a;
  ({ a } = nothing);
});
show('let a; ({ a } = null)', () => {
  let a;
  ({ a } = null);
});
show('({ x: plain.b.c } = nothing)', () => { ({ x: plain.b.c } = nothing); });
show('(({ a }) => a)()', () => (({ a }) => a)());
show('(({ a }) => a)(null)', () => (({ a }) => a)(null));
show('(({ a: { b } }) => b)({})', () => (({ a: { b } }) => b)({}));
show('(({}) => 1)()', () => (({}) => 1)());
show('(({}) => 1)(null)', () => (({}) => 1)(null));
show('(function ({ a }) {})(undefined)', () => (function ({ a }) {})(undefined));
show('try { throw 5 } catch ([a])', () => { try { throw 5; } catch ([a]) { f(); } });
console.log('for-of');
show('for (const x of 5)', () => { for (const x of 5) f(); });
show('for (const x of five)', () => { for (const x of five) f(); });
show('for (const x of nothing)', () => { for (const x of nothing) f(); });
show('for (const x of undefined)', () => { for (const x of undefined) f(); });
show('for (const x of null)', () => { for (const x of null) f(); });
show('for (const x of {})', () => { for (const x of {}) f(); });
show('for (const x of plain.b)', () => { for (const x of plain.b) f(); });
show('for (const x of plain.u)', () => { for (const x of plain.u) f(); });
show('for (const x of f())', () => { for (const x of f()) f(); });
show('for (const x of arrow)', () => { for (const x of arrow) f(); });
show('for (const x of badIterator)', () => { for (const x of badIterator) f(); });
show('for (const x of noNext)', () => { for (const x of noNext) f(); });
show('for (const x of badNext)', () => { for (const x of badNext) f(); });
show('for (const x of badResult)', () => { for (const x of badResult) f(); });
show('for (const x of badMethod)', () => { for (const x of badMethod) f(); });
show('for (const x of badReturn) break', () => { for (const x of badReturn) break; });
show('for (const x of primitiveReturn) break', () => { for (const x of primitiveReturn) break; });
show('new Map(5)', () => new Map(5));
show('new Map([5])', () => new Map([5]));
show('new Set(5)', () => new Set(5));
show('new Set(plain)', () => new Set(plain));
show('new WeakMap([[1, 2]])', () => new WeakMap([[1, 2]]));
show('new WeakSet([1])', () => new WeakSet([1]));
show('new WeakRef(1)', () => new WeakRef(1));
show('Array.from(badIterator)', () => Array.from(badIterator));
show('Array.from(badMethod)', () => Array.from(badMethod));
show('Array.from(null)', () => Array.from(null));
show('Array.from([1], 5)', () => Array.from([1], 5));
show('Object.fromEntries(5)', () => Object.fromEntries(5));
show('Object.fromEntries([5])', () => Object.fromEntries([5]));
show('Object.fromEntries(nothing)', () => Object.fromEntries(nothing));
console.log('generators');
show('yield* 5', () => [...(function* () { yield* 5; })()]);
show('yield* five', () => [...(function* () { yield* five; })()]);
show('yield* nothing', () => [...(function* () { yield* nothing; })()]);
show('yield* undefined', () => [...(function* () { yield* undefined; })()]);
show('yield* plain.n', () => [...(function* () { yield* plain.n; })()]);
show('yield* f()', () => [...(function* () { yield* f(); })()]);
show('yield* {}', () => [...(function* () { yield* {}; })()]);
show('yield* badIterator', () => [...(function* () { yield* badIterator; })()]);
show('yield* noNext', () => [...(function* () { yield* noNext; })()]);
show('yield* badNext', () => [...(function* () { yield* badNext; })()]);
show('yield* badResult', () => [...(function* () { yield* badResult; })()]);
show('yield* throw missing', () => {
  const g = (function* () { yield* { [Symbol.iterator]() { return { next() { return {}; } }; } }; })();
  g.next();
  g.throw(1);
});
show('yield* return not an object', () => {
  const g = (function* () { yield* primitiveReturn; })();
  g.next();
  g.return(1);
});
show('yield* return not a function', () => {
  const g = (function* () { yield* badReturn; })();
  g.next();
  g.return(1);
});
show('running', () => {
  const g = (function* () { g.next(); })();
  g.next();
});
show('next of {}', () => (function* () {})().next.call({}));
show('next of 5', () => (function* () {})().next.call(5));
show('throw of nothing', () => (function* () {})().throw.call(nothing));
