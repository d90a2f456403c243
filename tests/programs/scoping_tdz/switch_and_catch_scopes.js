function f(x) {
  switch (x) { case 0: let a = 'zero'; var v = a; break; case 1: try {
    a;
  } catch (e) {
    return e.name;
  } a = 'one'; return a; case 2: {
    let a = 'own';
    return a;
  } default: function inner() {
    return 'inner ' + x;
  } return inner(); }
  return v;
}
console.log(f(0), f(2), f(3));
console.log(f(1));
function c() {
  try { throw { a: 1, b: [2] }; } catch ({ a, b: [b], d = a + b }) { var out = [a, b, d].join(); }
  return out;
}
console.log(c());
function shadow() {
  const e = 'outer e';
  try { throw 'x'; } catch (e) {
    e = 'assigned';
    var r = e;
  }
  return e + '/' + r;
}
console.log(shadow());
function v() {
  try { throw 1; } catch (e) { var e = 2; }
  return e;
}
console.log(v());
const fs = [];
for (const x of [1, 2]) {
  try { throw x; } catch (err) { fs.push(() => err); }
}
console.log(fs.map((g) => g()).join());
