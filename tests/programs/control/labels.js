const out = [];
a: for (let i = 0; i < 3; i++) {
  b: for (let j = 0; j < 3; j++) {
    if (j === 1) continue a;
    if (i === 2) break a;
    c: {
      if (i === 1) break c;
      out.push('not1');
    }
    out.push(i + '' + j);
  }
}
console.log(out.join());
x: {
  console.log('in');
  if (out.length) break x;
  console.log('skipped');
}
l1: l2: for (let i = 0; i < 2; i++) {
  if (i === 0) continue l1;
  console.log('two labels', i);
  break l2;
}
let n = 0;
w: while (true) {
  do {
    n++;
    if (n === 3) continue w;
    if (n > 5) break w;
  } while (n < 100);
}
console.log(n);
d: do {
  n--;
  if (n > 3) continue d;
  break;
} while (true);
console.log(n);
const f = () => {
  k: for (const v of [1, 2, 3]) { for (const q in { a: 1, b: 2 }) {
    if (v === 2) return v + q;
    continue k;
  } }
};
console.log(f());
i: if (true) {
  break i;
}
