// Stack traces through small functions that stand in the place of their calls: every frame, its name and its place.
const frames = (s, n = 4) =>
  s
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, n)
    .map((line) => line.match(/at (?:new )?(?:[\w.]*\.)?(\w+) \(.*?(:\d+:\d+)\)/)?.slice(1, 3).join('') ?? 'top')
    .join(' < ');
function read(o) {
  return o.a.b;
}
function outer(o) {
  return read(o) + 1;
}
function three(o) {
  try {
    return outer(o);
  } catch (e) {
    return e;
  }
}
class Box {
  constructor(v) {
    this.v = v;
  }
  take(k) {
    return this.v[k].deep;
  }
  twice(k) {
    return [this.take(k), this.take(k)];
  }
}
const bad = { toString() { return new Error('made').stack; } };
function text(v) {
  return v.toString();
}
function top() {
  for (let i = 0; i < 3; i++) {
    console.log(i, frames(three(i === 1 ? {} : { a: i ? null : { b: 1 } }).stack ?? 'none'));
    try {
      new Box(i ? [] : [{ deep: 1 }]).twice(0);
    } catch (e) {
      console.log('box', frames(e.stack, 3));
    }
    console.log('text', frames(text(bad), 3));
  }
}
top();
function above(limit) {
  const o = {};
  Error.captureStackTrace(o, limit);
  return o;
}
function middle(limit) {
  return above(limit);
}
function far() {
  for (let i = 0; i < 2; i++) {
    console.log(frames(above(above).stack, 1), frames(middle(above).stack, 1), frames(middle(middle).stack, 1), frames(middle(read).stack, 1));
  }
}
far();
for (const limit of [0, 1, 2, 3]) {
  Error.stackTraceLimit = limit;
  console.log(limit, frames(three({}).stack, 9));
}
