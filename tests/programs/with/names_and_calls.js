// Names inside `with`: reads, writes, calls, typeof, delete, closures, unscopables.
var outer = 'outer', log = [];
function show(...values) {
  console.log(values.map(String).join(' '));
}
const o = { x: 1, f() {
  return this === o;
}, get g() {
  log.push('get g');
  return 7;
}, set g(v) {
  log.push('set g ' + v);
} };
with (o) {
  show(x, outer, typeof x, typeof nowhere, f());
  x = 2;
  outer = 'changed';
  g += 1;
  x++;
  show(delete x, typeof x);
}
show(o.x, outer, log.join());
// A name is looked for when it is used, not when the block is entered.
const late = {};
with (late) {
  var read = () => typeof y === 'undefined' ? 'none' : y;
  show(read());
  late.y = 'late';
  show(read());
}
// var initialisers assign the object's property; the variable stays.
with ({ v: 1, toString() { return 'o' + v; } }) {
  var v = 5;
  show(toString(), v);
}
show(v);
// The reference is resolved before the right side runs.
const env = { p: 1 };
with (env) {
  p = (delete env.p, 9);
}
show(env.p, typeof p);
// Destructuring, loops, nested objects, functions declared inside.
with ({ a: 0, k: '' }) {
  [a] = [3];
  for (k in { key: 1 });
  with ({ a: 'inner' }) {
    show(a, k);
    a = 'set';
    show(a);
  }
  show(a);
  function declared() { return typeof a; }
}
show(declared());
// Symbol.unscopables hides names; arrays hide their newer methods.
var values = 'mine', keys = 'mine too';
with ([1, 2]) {
  show(values, keys, length, concat(3).length);
}
const hidden = { secret: 1, open: 2, [Symbol.unscopables]: { secret: true } };
var secret = 'outside';
with (hidden) {
  show(secret, open);
  secret = 'still outside';
}
show(secret, hidden.secret);
// Proxies see every step.
const seen = [];
const proxy = new Proxy({ n: 1 }, {
  has(t, k) {
    seen.push('has ' + String(k));
    return k in t;
  },
  get(t, k) {
    seen.push('get ' + String(k));
    return t[k];
  },
  set(t, k, w) {
    seen.push('set ' + String(k));
    t[k] = w;
    return true;
  },
});
with (proxy) {
  n = n + 1;
}
show(seen.filter(s => /\bn$/.test(s) || /unscopables/.test(s)).join(', '));
try {
  with (null) ;
} catch (e) {
  show(e.name);
}
with ('text') show(length, charAt(1));
function* generator(scope) {
  with (scope) {
    yield item;
    item += 1;
    yield item;
  }
}
show([...generator({ item: 1 })].join());
with ({ eval(t) { return [t, this.tag].join(); }, tag: 'own eval' }) show(eval('text'));
with ({ text: 'seen' }) show(eval('text'), eval(...['text']));
