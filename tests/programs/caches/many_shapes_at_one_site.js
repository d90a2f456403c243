// gc-period: 11
// Sites that see from one to twelve shapes, more than a site's cache holds, with methods and fields that change under way.

function family(count, tag) {
  const classes = [];
  for (let i = 0; i < count; i++) {
    const C = class { constructor(n) { for (let k = 0; k < i; k++) this[`pad${k}`] = k; this.n = n; } };
    if (i % 3 !== 2) C.prototype.step = function (x) { return x + this.n + i; };
    else C.prototype.step = function (x) { return x - this.n; };
    if (i % 4 === 1) C.prototype.only = `${tag}${i}`;
    classes.push(C);
  }
  return classes;
}

// One of each for every number of shapes, so that each site is new.
const makeRun = () => eval(`(function run(objects, rounds, disturb) {
  let sum = 0, only = 0, missing = 0;
  for (let r = 0; r < rounds; r++) {
    for (let i = 0; i < objects.length; i++) {
      const o = objects[i];
      sum = (sum * 3 + o.step(r) + o.n) % 1000003;
      if (o.only !== undefined) only++;
      if (o.missing !== undefined) missing++;
    }
    disturb(r);
  }
  return [sum, only, missing].join();
})`);
function compiled(objects, rounds, disturb) {
  let sum = 0, only = 0, missing = 0;
  for (let r = 0; r < rounds; r++) {
    for (let i = 0; i < objects.length; i++) {
      const o = objects[i];
      sum = (sum * 3 + o.step(r) + o.n) % 1000003;
      if (o.only !== undefined) only++;
      if (o.missing !== undefined) missing++;
    }
    disturb(r);
  }
  return [sum, only, missing].join();
}
const recursive = (objects, i, x) => (i === objects.length ? x : recursive(objects, i + 1, (objects[i].step(x) + objects[i].n) % 10007));

const disturbances = {
  nothing: () => () => {},
  replaced: classes => r => { if (r === 7) classes[classes.length - 1].prototype.step = function (x) { return x * 2 + this.n; }; },
  'replaced often': classes => r => { classes[r % classes.length].prototype.step = function (x) { return x + r; }; },
  'defined anew': classes => r => {
    if (r === 5) Object.defineProperty(classes[0].prototype, 'step', { get() { return x => x - this.n; }, configurable: true });
  },
  shadowed: (classes, objects) => r => { if (r === 6) objects[objects.length - 1].step = x => x + 100; },
  'shadowed and uncovered': (classes, objects) => r => {
    if (r === 4) objects[0].step = x => x + 100;
    if (r === 9) delete objects[0].step;
  },
  'missing comes': classes => r => { if (r === 8) classes[classes.length >> 1].prototype.missing = 1; },
  'missing comes and goes': () => r => {
    if (r === 3) Object.prototype.missing = 1;
    if (r === 10) delete Object.prototype.missing;
  },
  'only goes': classes => r => { if (r === 8 && classes.length > 1) delete classes[1].prototype.only; },
  'another prototype': (classes, objects) => r => {
    if (r === 6) Object.setPrototypeOf(objects[0], { step: x => x + 7, only: 1, missing: 2 });
  },
  'a getter for a field': (classes, objects) => r => {
    if (r === 6) Object.defineProperty(objects[0], 'n', { get: () => r, configurable: true });
  },
  'a Proxy': (classes, objects) => r => { if (r === 6) objects[0] = new Proxy(objects[0], {}); },
  'other objects of new shapes': (classes, objects) => r => {
    objects[r % objects.length] = { step: x => x + r, n: r, [`k${r}`]: 0 };
  },
  'garbage': (classes, objects) => r => {
    if (r % 4 === 0) gc();
    const [Fresh] = family(1, 'fresh');
    objects[r % objects.length] = new Fresh(r);
  },
};

for (const [name, disturbance] of Object.entries(disturbances)) {
  const line = [];
  for (const count of [1, 2, 3, 4, 5, 6, 7, 9, 12]) {
    const results = [makeRun(), compiled].map(run => {
      const classes = family(count, name[0]);
      const objects = [];
      for (let i = 0; i < 24; i++) objects.push(new classes[i % count](i));
      const result = run(objects, 14, disturbance(classes, objects));
      delete Object.prototype.missing;
      return `${result},${recursive(objects, 0, 5)}`;
    });
    line.push(results[0] === results[1] ? results[0] : `differ: ${results}`);
  }
  console.log(name, line.join(' '));
}

// Shapes that die while others are made: a number that served before stands for something else.
const read = o => [o.a, o.b, o.zz].join();
for (let round = 0; round < 30; round++) {
  const made = [];
  for (let i = 0; i < 6; i++) {
    const o = Object.create(i % 2 ? { b: `b${round}` } : {});
    if (round % 3 === 0) { o.a = i; o[`x${round}`] = 1; } else { o[`y${round}`] = 2; o.a = -i; }
    if (i === 5) o.b = 'own';
    made.push(o);
  }
  const text = made.map(read).join(' ');
  if (text !== made.map(read).join(' ')) console.log('differs', round);
  if (round % 10 === 0) console.log(text);
  if (round % 5 === 0) gc();
}
