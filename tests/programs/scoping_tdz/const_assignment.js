const c = 1;
const t = (f) => {
  try { return f(); } catch (e) { return e.name + ' ' + c; }
};
console.log(t(() => {
  c = 2;
}), t(() => {
  c += 1;
}), t(() => c++), t(() => {
  [c] = [3];
}), t(() => {
  ({ c } = { c: 4 });
}), t(() => {
  for (c of [1]);
}), t(() => {
  c ??= 5;
  return 'short ' + c;
}), t(() => {
  c ||= 5;
  return 'short ' + c;
}), t(() => {
  c &&= 5;
}));
const o = { v: 1 };
o.v = 2;
console.log(o.v);
for (const i of [1, 2]) {
  const d = i * 2;
  console.log(d);
}
console.log(t(() => {
  for (const i = 0; i < 2; i++);
}));
let effects = 0;
console.log(t(() => {
  c = effects++;
}), effects);
const f = function me() {
  return t(() => { me = 1; });
};
console.log(f());
class K {
  static m() { return t(() => { K = 1; }); }
}
console.log(K.m());
K.x = 1;
console.log(t(() => {
  undefined = 1;
}), t(() => {
  NaN = 1;
}));
