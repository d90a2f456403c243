// Sites of assignment, of construction and of global names: warmed, then what they rest on changes.

'use strict';

function attempt(f) {
  try {
    return f();
  } catch (e) {
    return e.constructor.name;
  }
}

const show = o => JSON.stringify(o) + (Object.isExtensible(o) ? '' : ' fixed');

// --- assignments: each case has its own site ---------------------------------------------------------------------

const writes = {
  'overwrites own': [o => { o.x = 'new'; }, () => ({ x: 1 }), o => { Object.freeze(o); }],
  'overwrites own, made read-only': [o => { o.x = 'new'; }, () => ({ x: 1 }), o => {
    Object.defineProperty(o, 'x', { writable: false });
  }],
  'overwrites own, made an accessor': [o => { o.x = 'new'; }, () => ({ x: 1, log: [] }), o => {
    Object.defineProperty(o, 'x', { set(v) { this.log.push(v); }, enumerable: false });
  }],
  'overwrites own, deleted before': [o => { o.x = 'new'; }, () => ({ x: 1, y: 2 }), o => { delete o.x; }],
  'overwrites own, sealed before': [o => { o.x = 'new'; }, () => ({ x: 1 }), o => { Object.seal(o); }],
  'adds': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => { Object.preventExtensions(o); }],
  'adds, there already': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => { o.added = 'old'; }],
  'adds to a dictionary': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => {
    o.y = 1;
    delete o.y;
  }],
  'adds, the prototype has a setter': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => {
    Object.setPrototypeOf(o, { set added(v) { Object.defineProperty(this, 'set', { value: v, enumerable: true }); } });
  }],
  'adds, the prototype has it read-only': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => {
    Object.setPrototypeOf(o, Object.freeze({ added: 'frozen' }));
  }],
  'adds, a Proxy is the prototype': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => {
    const set = (t, k, v, r) => Reflect.defineProperty(r, k + '?', { value: v, enumerable: true });
    Object.setPrototypeOf(o, new Proxy({}, { set }));
  }],
  'adds, the object is a prototype now': [o => { o.added = 'new'; }, () => ({ x: 1 }), o => { Object.create(o); }],
  'overwrites own of a prototype': [o => { o.x = 'new'; }, () => ({ x: 1 }), o => { Object.create(o).x; }],
};

for (const [name, [site, make, change]] of Object.entries(writes)) {
  for (let i = 0; i < 10; i++) site(make());
  const o = make();
  change(o);
  const result = attempt(() => {
    site(o);
    return 'stored';
  });
  const fresh = make();
  site(fresh);
  console.log(`${name}: ${result} ${show(o)}; fresh ${show(fresh)}`);
}

// The prototype that all share changes under the sites.
class Point {
  constructor(x) {
    this.x = x;
    this.y = x + 1;
  }
}
const points = [];
for (let i = 0; i < 10; i++) points.push(new Point(i));
Object.defineProperty(Point.prototype, 'y', {
  set(v) { this.hidden = v; },
  get() { return 'accessor'; },
  configurable: true,
});
console.log('setter on the prototype', show(new Point(1)), new Point(1).y, show(points[1]), points[1].y);
delete Point.prototype.y;
console.log('and gone', show(new Point(2)), new Point(2).y);
Object.defineProperty(Point.prototype, 'y', { value: 'fixed', writable: false, configurable: true });
console.log('read-only on the prototype', attempt(() => show(new Point(3))));
delete Point.prototype.y;
Object.defineProperty(Object.prototype, 'x', {
  set(v) { Object.defineProperty(this, 'seen', { value: v, enumerable: true, configurable: true }); },
  configurable: true,
});
console.log('setter on Object.prototype', show(new Point(4)), show({ x: 'literals define' }));
delete Object.prototype.x;
console.log('and gone', show(new Point(5)));

// A prototype that was an ordinary object when the site learned its shape: readers must see what the site adds.
const add = o => { o.late = 'late'; };
for (let i = 0; i < 10; i++) add({ kind: i });
const parent = { kind: 'parent' };
const child = Object.create(parent);
const readLate = o => o.late;
for (let i = 0; i < 10; i++) readLate(child);
add(parent);
console.log('added to a prototype', readLate(child), readLate(Object.create(child)));
parent.late = 'later';
console.log('overwritten there', readLate(child));

// --- allocation ---------------------------------------------------------------------------------------------------

function Made(v) {
  this.v = v;
}
Made.prototype.tag = 'first';
const make = v => new Made(v);
const tags = [];
for (let i = 0; i < 10; i++) make(i);
const early = make('early');
Made.prototype = { tag: 'second' };
tags.push(make(1).tag, make(2) instanceof Made, early.tag, early instanceof Made);
Made.prototype = 5;
tags.push(make(3).tag, Object.getPrototypeOf(make(4)) === Object.prototype);
Made.prototype = early;
tags.push(make(5).tag, make(6).v, Object.getPrototypeOf(make(7)) === early);
Object.defineProperty(Made, 'prototype', { value: { tag: 'defined' } });
tags.push(make(8).tag);
Object.defineProperty(Made, 'prototype', { writable: false });
tags.push(make(9).tag, attempt(() => { Made.prototype = {}; }));
console.log('prototype of a constructor replaced', tags.join());

function* counted() { yield this?.tag ?? 'none'; }
const generators = [];
for (let i = 0; i < 10; i++) counted();
counted.prototype.tag = 'of the prototype';
generators.push(counted().tag);
counted.prototype = { tag: 'replaced' };
generators.push(counted().tag, typeof counted().next);
counted.prototype = null;
generators.push(counted().tag, typeof counted().next, [...counted.call({ tag: 'this' })]);
console.log('prototype of a generator replaced', generators.join());

class Base { constructor() { this.made = new.target.name; } }
class Derived extends Base { field = 'field'; }
const derive = () => new Derived();
for (let i = 0; i < 10; i++) derive();
Object.setPrototypeOf(Derived, class Other { constructor() { this.other = true; } });
console.log('parent of a class replaced', show(derive()), derive() instanceof Base);
Object.setPrototypeOf(Derived.prototype, null);
console.log('and of its prototype', derive() instanceof Base, derive().field);
const made = [Reflect.construct(Point, [1], Derived), Reflect.construct(Point, [1], Made)];
console.log('by Reflect.construct', show(made[0]), made[1].tag);

// --- statics and super ----------------------------------------------------------------------------------

class Up {
  static s = 'up';
  static m() { return 'up m'; }
  get g() { return 'up g'; }
  m() { return 'up'; }
}
class Down extends Up {
  static viaSuper() { return super.m() + ' ' + super.s; }
  get g() { return super.g; }
  m() { return super.m() + ' down'; }
}
const statics = () => [Down.s, Down.m(), Down.viaSuper(), new Down().m(), new Down().g].join();
for (let i = 0; i < 10; i++) statics();
console.log('statics', statics());
Up.s = 'changed';
Up.m = () => 'replaced m';
Up.prototype.m = () => 'replaced';
Object.defineProperty(Up.prototype, 'g', { value: 'data g' });
console.log('changed', statics());
Down.s = 'own';
Object.setPrototypeOf(Down.prototype, { m: () => 'elsewhere', g: 'its g' });
console.log('prototype replaced', statics());
Object.setPrototypeOf(Down, class { static m() { return 'static elsewhere'; } static s = 'static s'; });
delete Down.s;
console.log('parent replaced', statics());

// --- global names ---------------------------------------------------------------------------------------

globalThis.shared = 'global';
const readShared = () => shared;
const readTyped = () => typeof absentName;
for (let i = 0; i < 10; i++) {
  readShared();
  readTyped();
}
const seen = [readShared()];
globalThis.shared = 'overwritten';
seen.push(readShared());
Object.defineProperty(globalThis, 'shared', { get() { return 'getter'; }, configurable: true });
seen.push(readShared());
Object.defineProperty(globalThis, 'shared', { value: 'data', configurable: true, writable: true });
seen.push(readShared());
delete globalThis.shared;
seen.push(attempt(readShared), readTyped());
Object.prototype.shared = 'inherited';
globalThis.absentName = 1;
seen.push(readShared(), readTyped());
delete Object.prototype.shared;
delete globalThis.absentName;
seen.push(attempt(readShared), readTyped());
for (let i = 0; i < 200; i++) globalThis['filler' + i] = i;
globalThis.shared = 'among many';
seen.push(readShared());
for (let i = 0; i < 200; i++) delete globalThis['filler' + i];
seen.push(readShared());
console.log('globals', seen.join());
