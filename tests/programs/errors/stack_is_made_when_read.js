// `stack` as V8 has it: the frames are those of the construction, the line before them is made when somebody reads it.
// Error.captureStackTrace, and which frames are left out.
const head = (s) => (typeof s === 'string' ? s.split('\n    at')[0] : s);
const frames = (s, n = 1) =>
  s.split('\n').slice(1, 1 + n).map((line) => line.trim().replace('new ', '').split(' (')[0]).join(', ');
function run(name, f) {
  try {
    console.log(name, '=>', f());
  } catch (e) {
    console.log(name, 'threw', e instanceof Error ? `${e.name}: ${e.message}` : e);
  }
}
function sub(name, prototype) {
  const C = { [name]: class extends Error {} }[name];
  Object.defineProperties(C.prototype, Object.getOwnPropertyDescriptors(prototype));
  return C;
}

// --- the head ---
run('message changed before', () => {
  const e = new Error('a');
  e.message = 'b';
  return head(e.stack);
});
run('message changed after', () => {
  const e = new Error('a');
  e.stack;
  e.message = 'b';
  return head(e.stack);
});
run('name changed before', () => {
  const e = new Error('a');
  e.name = 'B';
  return head(e.stack);
});
run('name set in the constructor', () => head(new (class V extends Error {
  constructor(m) {
    super(m);
    this.name = 'V';
  }
})('a').stack));
run('name as a field', () => head(new (class V extends Error { name = 'F'; })('a').stack));
run('name on the prototype', () => head(new (sub('V', { name: 'P' }))('a').stack));
run('no name', () => head(new (class V extends Error {})('a').stack));
for (const name of [undefined, null, 5, '', { toString: () => 'object' }, Symbol('s')]) {
  run(typeof name, () => head(new (sub('V', { name }))('a').stack));
}
run('no name, no message', () => JSON.stringify(head(new (sub('V', { name: '' }))('').stack)));
run('message on the prototype', () => head(new (sub('V', { message: 'pm' }))().stack));
run('toString is not asked', () => head(new (sub('V', { toString: () => 'no' }))('a').stack));
run('a getter runs once, at the first reading', () => {
  let n = 0;
  const e = new (sub('V', { get name() {
    n++;
    return 'G' + n;
  } }))('a');
  const before = n;
  return [before, head(e.stack), head(e.stack), n].join();
});
run('a getter that throws', () => new (sub('V', { get name() { throw new TypeError('no name'); } }))('a').stack);
run('it throws each time', () => {
  let n = 0;
  const e = new (sub('V', { get name() { throw new Error(`n${++n}`); } }))('a');
  try { e.stack; } catch {}
  return e.stack;
});
run('the getter looks at stack', () => head(new (sub('V', { get name() {
  return this.done ? 'inner' : ((this.done = true), head(this.stack));
} }))('a').stack));
run('the getter writes stack', () => head(new (sub('V', { get name() {
  this.stack = 'written';
  return 'x';
} }))('a').stack));
run('the getter deletes stack', () => {
  const e = new (sub('V', { get name() {
    delete this.stack;
    return 'x';
  } }))('a');
  return head(e.stack) + e.stack;
});
run('what does not read it', () => {
  let n = 0;
  const e = new (sub('V', { get name() {
    n++;
    return 'x';
  } }))('a');
  'stack' in e;
  Object.hasOwn(e, 'stack');
  Object.keys(e);
  ({ ...e });
  JSON.stringify(e);
  Object.values(e);
  for (const k in e) k;
  Object.getOwnPropertyNames(e);
  Object.preventExtensions(e);
  e.propertyIsEnumerable('stack');
  delete e.stack;
  return n;
});
run('assignment does not read it', () => {
  let n = 0;
  const e = new (sub('V', { get name() { n++; } }))('a');
  e.stack = 5;
  return [n, e.stack].join();
});
run('a definition does', () => {
  let n = 0;
  const e = new (sub('V', { get name() { n++; } }))('a');
  Object.defineProperty(e, 'stack', { value: 5 });
  return [n, e.stack].join();
});
run('the message of a stringified error', () => head(new Error({ toString: () => 'made' }).stack));
run('no prototype', () => {
  const e = new Error('z');
  Object.setPrototypeOf(e, null);
  return head(e.stack);
});
run('two lines', () => head(new Error('a\nb').stack));
run('thrown by an operation', () => { try { null.x; } catch (e) {
  e.name = 'Mine';
  return head(e.stack);
} });

// --- the property ---
const flags = (d) => [typeof d.value, d.writable, d.enumerable, d.configurable].join();
run('an error', () => flags(Object.getOwnPropertyDescriptor(new Error('q'), 'stack')));
run('a captured one', () => {
  const o = {};
  Error.captureStackTrace(o);
  return flags(Object.getOwnPropertyDescriptor(o, 'stack'));
});
run('names', () => [new Error('q', { cause: 1 }), new Error(),
  new AggregateError([1], 'w')].map((e) => Object.getOwnPropertyNames(e).join()).join(' | '));
run('frozen', () => {
  const e = new Error('z');
  Object.freeze(e);
  try { e.name = 'N'; } catch {}
  return [flags(Object.getOwnPropertyDescriptor(e, 'stack')), head(e.stack)].join();
});
run('sealed', () => {
  const e = new Error('z');
  Object.seal(e);
  e.stack = 4;
  return flags(Object.getOwnPropertyDescriptor(e, 'stack')) + e.stack;
});
run('inherited', () => {
  const e = new Error('z');
  const c = Object.create(e);
  e.name = 'W';
  return head(c.stack);
});
run('inherited and assigned', () => {
  const e = new Error('z');
  const c = Object.create(e);
  c.stack = 4;
  return [Object.hasOwn(c, 'stack'), c.stack, head(e.stack)].join();
});
run('through a Proxy', () => {
  const e = new Error('z');
  const p = new Proxy(e, {});
  e.name = 'W';
  return head(p.stack);
});
run('an assignment through Reflect', () => {
  const e = new Error('z');
  return [Reflect.set(e, 'stack', 1), e.stack, Reflect.set({}, 'stack', 2, e), e.stack].join();
});
run('super.stack', () => {
  const e = new Error('z');
  const o = { __proto__: e, read() { return head(super.stack); } };
  return o.read();
});
run('destructured', () => {
  const { stack, message } = new Error('z');
  return [head(stack), message].join();
});
run('at one place many times', () => {
  let s = '';
  for (let i = 0; i < 5; i++) {
    const e = new Error(i);
    e.name = `N${i}`;
    s += head(e.stack) + head(e.stack) + ' ';
  }
  return s;
});
run('after other properties', () => {
  const e = new Error('z');
  for (let i = 0; i < 200; i++) e[`p${i}`] = i;
  e.name = 'Many';
  return [head(e.stack), e.p199, Object.keys(e).length].join();
});
run('a dictionary', () => {
  const e = new Error('z');
  e.a = 1;
  delete e.a;
  e.b = 2;
  e.name = 'D';
  return [head(e.stack), e.b].join();
});

// --- frames ---
run('new', () => frames((function mk() { return new Error(); })().stack));
run('a call', () => frames((function mk() { return Error(); })().stack));
run('a class', () => frames((function mk() { return new (class A extends Error {})(); })().stack));
run('classes', () => frames((function mk() {
  class A extends Error { constructor() { super(); } }
  return new (class B extends A { constructor() { super(); } })();
})().stack));
run('a class without name', () => frames((function mk() {
  return new (class extends Error { constructor() { super(); } })();
})().stack));
run('through a Proxy', () => frames((function mk() {
  class A extends Error { constructor() { super(); } }
  return new (new Proxy(A, {}))();
})().stack, 2));
run('bound', () => frames((function mk() {
  class A extends Error { constructor() { super(); } }
  return new (A.bind(null))();
})().stack));
run('a new.target that nobody called', () => JSON.stringify(Reflect.construct(Error, ['m'], function F() {}).stack));
run('a method of the same name', () => frames((function A() {
  return new (class A extends Error { constructor() { super(); } })();
})().stack));

// --- Error.captureStackTrace ---
run('shape', () => [Error.captureStackTrace.length, Error.captureStackTrace.name, Error.captureStackTrace({})].join());
run('an object', () => {
  const o = { name: 'N', message: 'M' };
  Error.captureStackTrace(o);
  return head(o.stack);
});
run('an empty one', () => {
  const o = {};
  Error.captureStackTrace(o);
  return head(o.stack);
});
run('no prototype', () => {
  const o = Object.create(null);
  Error.captureStackTrace(o);
  return head(o.stack);
});
run('an array', () => {
  const o = [1];
  Error.captureStackTrace(o);
  return head(o.stack) + Object.keys(o);
});
run('a function', () => {
  const o = () => 1;
  Error.captureStackTrace(o);
  return head(o.stack);
});
run('read later', () => {
  const o = { name: 'N' };
  Error.captureStackTrace(o);
  o.name = 'Z';
  return head(o.stack);
});
run('an error again', () => {
  const e = new Error('q');
  head(e.stack);
  e.name = 'W';
  Error.captureStackTrace(e);
  return head(e.stack);
});
run('over an accessor', () => {
  const o = Object.defineProperty({}, 'stack', { get: () => 1, configurable: true });
  Error.captureStackTrace(o);
  return head(o.stack);
});
run('over a fixed property', () => {
  const o = Object.defineProperty({}, 'stack', { value: 1 });
  Error.captureStackTrace(o);
  return o.stack;
});
run('frozen', () => Error.captureStackTrace(Object.freeze({})));
run('not extensible', () => Error.captureStackTrace(Object.preventExtensions(new Error('x'))));
for (const v of [undefined, null, 5, 'text', new Proxy({}, {})]) run('refused', () => Error.captureStackTrace(v));
run('above a function', () => {
  const o = {};
  function a() { b(); }
  function b() { c(); }
  function c() { Error.captureStackTrace(o, b); }
  a();
  return frames(o.stack);
});
run('above an arrow', () => {
  const o = {};
  const f = () => { Error.captureStackTrace(o, f); };
  (function outer() { f(); })();
  return frames(o.stack);
});
run('above a method', () => {
  const o = {};
  class K { m() { Error.captureStackTrace(o, this.m); } }
  (function outer() { new K().m(); })();
  return frames(o.stack);
});
run('above one that called itself', () => {
  const o = {};
  function f(n) {
    if (n > 0) {
      f(n - 1);
      return;
    }
    Error.captureStackTrace(o, f);
  }
  f(3);
  return frames(o.stack, 3);
});
run('above one that is not there', () => {
  const o = {};
  Error.captureStackTrace(o, function z() {});
  return JSON.stringify(o.stack);
});
run('above no function', () => {
  const o = {};
  (function here() { Error.captureStackTrace(o, 5); })();
  return frames(o.stack);
});
run('an old-style class', () => {
  function Old(m) {
    Error.captureStackTrace(this, Old);
    this.message = m;
  }
  Old.prototype = Object.create(Error.prototype, { name: { value: 'Old' }, constructor: { value: Old } });
  function mk() { return new Old('o'); }
  const e = mk();
  return [head(e.stack), frames(e.stack)].join();
});
run('this.constructor', () => {
  class A extends Error { constructor(m) {
    super(m);
    Error.captureStackTrace(this, this.constructor);
  } }
  return frames((function mk() { return new A('s'); })().stack);
});
run('no limit', () => {
  Error.stackTraceLimit = undefined;
  const o = {};
  Error.captureStackTrace(o);
  const e = new Error('q');
  Error.stackTraceLimit = 10;
  return [Object.hasOwn(o, 'stack'), o.stack, Object.getOwnPropertyNames(e), e.stack].join();
});
run('the limit of the construction', () => {
  const e = new Error('q');
  Error.stackTraceLimit = 0;
  const n = e.stack.split('\n').length > 1;
  Error.stackTraceLimit = 10;
  return n;
});
