// A module for a host program: functions, a class, and generators that the host drives by itself.

export class Shape {
  constructor(name, points) {
    this.name = name;
    this.points = points;
  }

  get size() {
    return this.points.length;
  }
}

// The integers from lo up to, without, hi.
export function* range(lo, hi) {
  for (let i = lo; i < hi; i++) yield i;
}

// A regular polygon of n corners on a circle of radius r.
export function polygon(n, r = 1) {
  const points = [];
  for (const i of range(0, n)) {
    const turn = (2 * Math.PI * i) / n;
    points.push({ x: r * Math.cos(turn), y: r * Math.sin(turn) });
  }
  return new Shape(`${n}-gon`, points);
}

export function rectangle(width, height) {
  return new Shape('rectangle', [
    { x: 0, y: 0 }, { x: width, y: 0 }, { x: width, y: height }, { x: 0, y: height },
  ]);
}

// Yields each corner as text; returns how many there were.
export function* corners(shape) {
  for (const { x, y } of shape.points) yield `(${x}, ${y})`;
  return shape.size;
}

// The shoelace formula.
export function area(shape) {
  let twice = 0;
  const { points } = shape;
  for (let i = 0; i < points.length; i++) {
    const a = points[i];
    const b = points[(i + 1) % points.length];
    twice += a.x * b.y - b.x * a.y;
  }
  return Math.abs(twice) / 2;
}

// Two-way: asks for a name, then for numbers until it gets 'stop'; a number below zero makes it throw,
// an error thrown in is answered, and a return runs the goodbye.
export function* dialogue() {
  let total = 0;
  const name = yield 'your name?';
  try {
    let reply = yield `hello ${name}, a number?`;
    while (reply !== 'stop') {
      if (reply < 0) throw new RangeError(`${reply} is below zero`);
      total += reply;
      try {
        reply = yield `total ${total}, another?`;
      } catch (e) {
        reply = yield `sorry to hear "${e.message ?? e}", another?`;
      }
    }
    return total;
  } finally {
    console.log(`goodbye ${name}`);
  }
}

export function fail(message) {
  throw new Error(message);
}

// Calls a function of the host, and reports what it returned or threw.
export function callHost(f) {
  try {
    return `host returned ${f('hello', 42)}`;
  } catch (e) {
    return `host threw ${e.message ?? e}`;
  }
}
