process.on("unhandledRejection", (e) => console.log("unhandled", show(e)));
function reason(e) {
  return e instanceof AggregateError ? "all of " + show(e.errors) : show(e);
}
// How the promise that `make` gives, or what it gives instead, ends.
function log(name, make) {
  let p;
  try {
    p = make();
  } catch (e) {
    console.log(name, "threw", show(e));
    return;
  }
  const end = Promise.resolve(p).then(
    (v) => console.log(name, "fulfilled", show(v)),
    (e) => console.log(name, "rejected", reason(e)),
  );
  console.log(name, "under way");
  return end;
}
// Something to do later, which must not end the program.
function job(name, when, f) {
  when(() => {
    console.log(name, "runs");
    try {
      f();
    } catch (e) {
      console.log(name, "threw", show(e));
    }
  });
}
function sleep(ms, v) {
  tick();
  return new Promise((resolve) => setTimeout(resolve, ms, v));
}
async function drain(from) {
  const all = [];
  for await (const v of from) {
    tick();
    all.push(v);
  }
  return all;
}
function thenable(name, v, mode = "") {
  const then = (resolve, reject) => {
    trace(name + ".then", mode);
    switch (mode) {
      case "rejects": return reject(v);
      case "throws": throw v;
      case "throws late":
        resolve(v);
        throw name;
      case "twice":
        resolve(v);
        reject(name);
        return resolve(name);
      case "nested": return resolve(thenable(name + "+", v));
      case "of a promise": return resolve(Promise.reject(v));
      case "later": return queueMicrotask(() => resolve(v));
      case "never": return;
      default: resolve(v);
    }
  };
  if (mode === "no function") return { then: 1 };
  if (mode !== "getter") return { then };
  return { get then() { trace(name, "then?"); return then; } };
}
function asyncIterator(name, count, mode = "") {
  let i = 0;
  const answer = (r) => {
    switch (mode) {
      case "no promises": return r;
      case "thenables": return thenable(name, r, "later");
      case "late": return Promise.resolve(r).then((r) => r);
      default: return Promise.resolve(r);
    }
  };
  const it = {
    [Symbol.asyncIterator]() {
      trace(name, "iterator");
      return it;
    },
    next(v) {
      trace(name + ".next", v);
      if (mode === "throwing next" && i === 1) throw name + " next";
      if (mode === "rejecting next" && i === 1) return Promise.reject(name + " next");
      if (mode === "primitive result" && i === 1) return i;
      if (mode === "promised values") return answer({ value: Promise.resolve(i), done: i++ >= count });
      if (mode === "getters") {
        const n = i++;
        return answer({ get done() { trace(name, "done?"); return n >= count; }, get value() { trace(name, "value?"); return n; } });
      }
      return answer(i < count ? { value: name + i++, done: false } : { value: name + " over", done: true });
    },
  };
  if (mode !== "no return") {
    it.return = (v) => {
      trace(name + ".return", v);
      if (mode === "throwing return") throw name + " return";
      if (mode === "rejecting return") return Promise.reject(name + " return");
      if (mode === "primitive return") return 7;
      if (mode === "unwilling return" && i < count) return answer({ value: i++, done: false });
      return answer({ value: v, done: true });
    };
  }
  if (mode !== "no throw") {
    it.throw = (e) => {
      trace(name + ".throw", e);
      if (mode === "catching throw") return answer({ value: "caught " + show(e), done: i++ >= count });
      throw e;
    };
  }
  return it;
}
// Requests to an asynchronous generator, each when the one before is answered or all together.
async function driveAsync(name, make, manner, steps) {
  let g;
  try {
    g = make();
  } catch (e) {
    console.log(name, "did not start:", show(e));
    return;
  }
  const all = [];
  for (const [mode, v] of steps) {
    const told = g[mode](v).then(
      (r) => console.log(name, mode, show(r.value), r.done),
      (e) => console.log(name, mode, "rejected", reason(e)),
    );
    if (manner === "in turn") await told;
    all.push(told);
  }
  await Promise.all(all);
}
