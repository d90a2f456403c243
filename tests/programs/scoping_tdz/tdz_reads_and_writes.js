const t = (f) => {
  try { return String(f()); } catch (e) { return e.name; }
};
console.log(t(() => a), t(() => {
  a = 1;
}), t(() => typeof a), t(() => a++), t(() => {
  const f = () => a;
  return f();
}), t(() => delete globalThis.nothing));
let a = 5;
console.log(t(() => a), t(() => typeof a));
console.log(t(() => {
  x;
  let x;
}), t(() => {
  let x = x;
}), t(() => {
  const { p = q, q } = {};
}), t(() => {
  const [p, q = p] = [1];
  return q;
}), t(() => {
  for (const i of [i]) ;
}), t(() => {
  for (let i = i; ;) ;
}), t(() => {
  for (const k in { k }) return k;
  let k;
}));
console.log(t(() => {
  class C extends C {}
}), t(() => {
  switch (0) { case 1: let z = 1; default: z; }
}), t(() => {
  let y = (() => y)();
}), t(() => {
  let u;
  return u;
}), t(() => {
  let f = () => g(), v = f();
  function g() { return v; }
}));
let late = () => value;
t(late);
let value = 'ready';
console.log(late());
console.log(t(() => undeclared), t(() => typeof undeclared), t(() => {
  undeclared = 1;
}));
