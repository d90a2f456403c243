// Programs replace built-in functions, so nothing here calls one that it has not put aside.
const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } = Reflect;
const { isArray } = Array;
const { is } = Object;
const { isView } = ArrayBuffer;
const text = String;
const clone = structuredClone;
const print = console.log;
const TheMath = Math;
let out = "", fuel = 0, busy = false;
function see(v) {
  if (--fuel < 0) throw "out of fuel";
  out += " " + show(v, 0);
  return v;
}
// Generators that start others are slow to end.
function started() {
  fuel -= 10;
  if (fuel < 0) throw "out of fuel";
}
// Own properties as they are, without calling a getter.
function property(v, k, depth) {
  const d = getOwnPropertyDescriptor(v, k);
  if (d === undefined) return "hole";
  if (d.get !== undefined || d.set !== undefined) return "accessor";
  return show(d.value, depth + 1) + (d.writable ? "" : "!") + (d.configurable ? "" : "?") + (d.enumerable ? "" : "-");
}
function show(v, depth) {
  switch (typeof v) {
    case "string": return '"' + (v.length > 40 ? v.length : v) + '"';
    case "number": return is(v, -0) ? "-0" : text(v);
    case "function": return "function";
    case "symbol": return "symbol";
    case "object": {
      if (v === null) return "null";
      if (v instanceof Error) return v.constructor.name;
      if (depth > 2) return "...";
      let s = "";
      if (isView(v)) {
        for (let i = 0; i < v.length && i < 8; i++) s += (i ? ", " : "") + show(v[i], depth + 1);
        return "view of " + v.length + " [" + s + "]";
      }
      if (isArray(v)) {
        for (let i = 0; i < v.length && i < 10; i++) s += (i ? ", " : "") + property(v, text(i), depth);
        return "[" + s + (v.length > 10 ? ", +" + (v.length - 10) : "") + "]";
      }
      const keys = ownKeys(v);
      for (let i = 0; i < keys.length && i < 8; i++) {
        s += (i ? ", " : "") + (typeof keys[i] === "symbol" ? "symbol" : keys[i]) + ": " + property(v, keys[i], depth);
      }
      return "{" + s + (keys.length > 8 ? ", +" + (keys.length - 8) : "") + "}";
    }
    default: return text(v);
  }
}
// Sums that a program stores do not grow without end.
function short(v) {
  return typeof v === "string" && v.length > 30 ? v.length : v;
}
// A number that does something when it is asked for.
function evil(n, f) {
  return {
    valueOf() {
      if (busy) return n;
      busy = true;
      try {
        f(n);
      } finally {
        busy = false;
      }
      return n;
    },
  };
}
function range(n, step) {
  const a = [];
  for (let i = 0; i < n; i++) a[i] = i * step;
  return a;
}
function iterator(n, mode) {
  let i = 0;
  return {
    [Symbol.iterator]() { return this; },
    next(v) {
      if (mode === "throws" && i > 20) throw new RangeError("next");
      const done = i++ >= n;
      const value = mode === "changes" && i > 20 ? undefined : i;
      if (mode === "getters") return { get value() { see("value?"); return value; }, get done() { return done; } };
      if (mode === "replaced" && i === 17) this.next = () => ({ value: 0.5, done: i++ >= n });
      return { value, done };
    },
    return(v) {
      see("return");
      return { value: v, done: true };
    },
  };
}
// The lines of the program that an exception has come from.
function where(e) {
  if (!(e instanceof Error)) return "no error";
  const line = /program\.[a-z]+:(\d+)/g;
  let s = "line";
  for (let i = 0; i < 3; i++) {
    const found = line.exec(e.stack);
    if (found === null) break;
    s += " " + found[1];
  }
  return s;
}
// Of a buffer that is detached already, Node makes an empty one, where HTML says that it throws.
function detach(t) {
  if (t.buffer.byteLength > 0) clone(t.buffer, { transfer: [t.buffer] });
}
function resize(t, n) {
  if (t.buffer.resizable) t.buffer.resize(n);
}
function drive(g, turns, at, mode, v) {
  for (let i = 0; i < turns; i++) {
    try {
      const r = i === at ? g[mode](v) : g.next(i);
      see(r.value);
      if (r.done) return i;
    } catch (e) {
      see(e);
    }
  }
  return g;
}
const kept = [];
function keep(o) {
  const keys = ownKeys(o), saved = [];
  for (let i = 0; i < keys.length; i++) saved[i] = getOwnPropertyDescriptor(o, keys[i]);
  kept[kept.length] = { o, prototype: getPrototypeOf(o), keys, saved };
}
// Gives what was kept the properties that it had, as far as it can be changed still.
function restore() {
  if (Math !== TheMath) globalThis.Math = TheMath;
  for (let i = 0; i < kept.length; i++) {
    const { o, prototype, keys, saved } = kept[i];
    setPrototypeOf(o, prototype);
    const now = ownKeys(o);
    for (let j = 0; j < now.length; j++) {
      let had = false;
      for (let k = 0; k < keys.length && !had; k++) had = keys[k] === now[j];
      if (!had) deleteProperty(o, now[j]);
    }
    for (let j = 0; j < keys.length; j++) {
      const d = getOwnPropertyDescriptor(o, keys[j]), old = saved[j];
      if (d === undefined || d.value !== old.value || d.get !== old.get || d.set !== old.set) defineProperty(o, keys[j], old);
    }
  }
}
const ArrayIteratorPrototype = getPrototypeOf([][Symbol.iterator]());
const GeneratorPrototype = getPrototypeOf((function* () {}).prototype);
keep(Math);
keep(Array.prototype);
keep(String.prototype);
keep(Number.prototype);
keep(Object.prototype);
keep(ArrayIteratorPrototype);
keep(GeneratorPrototype);
function run(name, f) {
  let end;
  fuel = 1500;
  out = "";
  try {
    setup();
    end = " = " + show(f(), 0);
  } catch (e) {
    end = " threw " + show(e, 0);
  }
  restore();
  print(name + out + end);
}
