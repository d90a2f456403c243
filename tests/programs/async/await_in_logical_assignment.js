const log = [];

const o = {
  store: { a: 0, b: 'set', c: null },
  get a() { log.push('get a'); return this.store.a; },
  set a(v) { log.push('set a'); this.store.a = v; },
  get b() { log.push('get b'); return this.store.b; },
  set b(v) { log.push('set b'); this.store.b = v; },
  get c() { log.push('get c'); return this.store.c; },
  set c(v) { log.push('set c'); this.store.c = v; },
};

const later = async (x) => {
  log.push('later ' + x);
  return x;
};

(async () => {
  o.a ||= await later(1);
  o.b ||= await later(2);
  o.c ??= await later(3);
  o[await later('c')] &&= await later(4);
  (await later(o)).b &&= await later('and');
  o.a ??= await later('no');
  console.log(log.join(', '));
  console.log(JSON.stringify(o.store));

  let x, y = 1, z = '';
  x ??= await later('x');
  y &&= await later('y');
  z ||= await later('z');
  console.log(x, y, z);

  // What stands on the left of a compound assignment is read before the await.
  let sum = 1;
  const add = async () => {
    sum += await later(10);
  };
  await Promise.all([add(), add(), add()]);
  console.log(sum);

  const list = [1, 2, 3];
  let i = 0;
  list[i++] += await later(i);
  list[i++] **= await later(3);
  list[i++] ??= await later('never');
  console.log(list.join(), i);

  let fn;
  fn ??= async () => {};
  console.log(fn.name);
})();
