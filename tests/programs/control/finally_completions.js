const log = [];
function f(a, b) {
  try {
    if (a === 'throw') throw 'T';
    if (a === 'return') return 'R';
    log.push('n');
  } catch (e) {
    if (b === 'c') return 'C' + e;
    throw e + '2';
  } finally {
    log.push('f');
    if (b === 'override') return 'O';
    if (b === 'throw') throw 'FT';
  }
  return 'end';
}
for (const a of ['', 'throw', 'return']) for (const b of ['', 'c', 'override', 'throw']) {
  let r;
  try { r = f(a, b); } catch (e) { r = '!' + e; }
  console.log(a, b, r, log.splice(0).join(''));
}
function g() {
  for (let i = 0; ; i++) { try {
    if (i === 0) continue;
    if (i === 1) break;
  } finally { log.push('i' + i); } }
  return log.splice(0).join();
}
console.log(g());
function h() {
  let x = 1;
  try { return x; } finally { x = 2; }
}
console.log(h());
function k() {
  l: try { return 'lost'; } finally { break l; }
  return 'kept';
}
console.log(k());
function m() {
  try { try { throw 'a'; } finally { throw 'b'; } } catch (e) { return e; }
}
console.log(m());
function n() {
  for (const x of [1, 2, 3]) {
    try {
      if (x < 3) continue;
      return 'x' + x;
    } finally {
      log.push(x);
      if (x === 3) continue;
    }
  }
  return 'after ' + log.splice(0);
}
console.log(n());
function p() {
  try { return (() => {
    log.push('value');
    return 'v';
  })(); } finally { log.push('fin'); }
}
console.log(p(), log.join());
