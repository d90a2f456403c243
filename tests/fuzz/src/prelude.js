let fuel = 600;
var w = 1;
function tick() {
  if (--fuel < 0) throw "out of fuel";
}
// A program whose strings grow without end is over: engines differ in how long a string may be.
function bounded(s) {
  if (s.length > 10000) {
    console.log("a string is too long");
    process.exit();
  }
  return s;
}
function show(v, depth = 0) {
  switch (typeof v) {
    case "string": return JSON.stringify(bounded(v));
    case "number": return Object.is(v, -0) ? "-0" : String(v);
    case "function": return "function";
    case "symbol": return "symbol";
    case "bigint": return v + "n";
    case "object": {
      if (v === null) return "null";
      if (depth > 3) return "...";
      if (v instanceof Error) return v.constructor.name;
      if (Array.isArray(v)) {
        let s = "";
        for (let i = 0; i < v.length && i < 12; i++) s += (i ? ", " : "") + show(v[i], depth + 1);
        return "[" + bounded(s) + (v.length > 12 ? ", +" + (v.length - 12) : "") + "]";
      }
      if (typeof v.next === "function") return "iterator";
      let s = "";
      for (const k of Object.keys(v)) s += (s ? ", " : "") + k + ": " + show(v[k], depth + 1);
      return "{" + bounded(s) + "}";
    }
    default: return String(v);
  }
}
function trace(at, v) {
  tick();
  console.log(at, show(v));
  return v;
}
// Of a function engines show each its own text.
function text(v) {
  return typeof v === "function" ? "function" : typeof v === "object" && v ? show(v) : bounded(String(v)).slice(0, 40);
}
function bigint(v) {
  if (typeof v === "bigint") return BigInt.asIntN(96, v);
  const n = typeof v === "object" ? 3 : Number(v);
  return Number.isFinite(n) ? BigInt(Math.trunc(n)) : 5n;
}
function plain(a, b, ...rest) {
  tick();
  return rest.length ? [a, b, rest.length] : a === undefined ? b : a;
}
function iterator(name, count, mode = "") {
  let i = 0;
  const it = {
    [Symbol.iterator]() {
      trace(name, "iterator");
      return it;
    },
    next(v) {
      trace(name + ".next", v);
      if (mode === "throwing next" && i === 1) throw name + " next";
      if (mode === "primitive result" && i === 1) return i;
      if (mode === "getters") {
        const n = i++;
        return { get done() { trace(name, "done?"); return n >= count; }, get value() { trace(name, "value?"); return n; } };
      }
      return i < count ? { value: name + i++, done: false } : { value: name + " over", done: true };
    },
  };
  if (mode !== "no return") {
    it.return = (v) => {
      trace(name + ".return", v);
      if (mode === "throwing return") throw name + " return";
      if (mode === "primitive return") return 7;
      if (mode === "unwilling return" && i < count) return { value: i++, done: false };
      return { value: v, done: true };
    };
  }
  if (mode !== "no throw") {
    it.throw = (e) => {
      trace(name + ".throw", e);
      if (mode === "catching throw") return { value: "caught " + show(e), done: i++ >= count };
      throw e;
    };
  }
  return it;
}
function drive(name, make, steps) {
  let g;
  try {
    g = make();
  } catch (e) {
    console.log(name, "did not start:", show(e));
    return;
  }
  for (const [mode, v] of steps) {
    try {
      const r = g[mode](v);
      console.log(name, mode, show(r.value), r.done);
    } catch (e) {
      console.log(name, mode, "threw", show(e));
    }
  }
  fuel += 300;
}
