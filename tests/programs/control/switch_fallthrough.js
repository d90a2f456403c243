function f(x) {
  const out = [];
  switch (x) { case 1: out.push(1); case 2: out.push(2); break; default: out.push('d'); case 3: out.push(3); case '4': out.push('s4'); break; case NaN: out.push('nan'); }
  return out.join('');
}
console.log([1, 2, 3, 4, '4', NaN, undefined].map(f).join(' '));
function g(x) {
  switch (true) { case x < 0: return 'neg'; case x === 0: return 'zero'; case x < 10: return 'small'; }
  return 'big';
}
console.log([-1, 0, 5, 50].map(g).join());
let n = 0;
const c = (v) => {
  n++;
  return v;
};
switch (2) { case c(1): case c(2): case c(3): }
console.log(n);
switch (1) { }
switch (1) { default: }
for (let i = 0; i < 4; i++) {
  switch (i) { case 1: continue; case 3: break; default: console.log('i', i); }
}
o: for (;;) {
  switch (0) { case 0: break o; }
}
function h(x) {
  switch (x) { case 'a': {
    switch (1) { case 1: break; }
    return 'inner broke';
  } }
  return 'none';
}
console.log(h('a'), h('b'));
