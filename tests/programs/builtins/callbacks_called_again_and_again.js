// Callbacks of built-ins: of every form, that throw, that change what is walked, that run out of stack.
const log = [];
const show = (label) => console.log(label, log.splice(0).join(' '));
const list = [3, 1, 2];
const bound = function (k, v) { log.push(this.name, k, v); }.bind({ name: 'bound' }, 'first');
list.forEach(bound);
show('bound');
list.forEach(new Proxy((v) => log.push(v), { apply(f, self, args) { log.push('apply', args.length); return f(...args); } }));
show('proxy');
list.forEach(function () { 'use strict'; log.push(typeof this, arguments.length); });
list.forEach(function () { log.push(typeof this); }, 5);
show('receivers');
list.forEach(log.push, log);
log.pop();
log.pop();
show('a built-in');
console.log([5, 1, 4].sort(function (a, b) { return { valueOf: () => b - a }; }), [3, 1, 2].sort(() => NaN));
for (const wrong of [() => { throw new Error('thrown'); }, class {}, () => 1n]) {
  try {
    log.push([2, 1].sort(wrong).join());
  } catch (e) {
    log.push(e.constructor.name);
  }
}
show('comparators that throw');
const shrinking = [1, 2, 3, 4, 5, 6];
shrinking.forEach((v) => { log.push(v); shrinking.pop(); });
const growing = [1, 2];
growing.forEach((v) => { log.push(v); growing.push(v); });
log.push(growing.length);
show('arrays that change');
const sorted = [4, 2, 3, 1];
sorted.sort((a, b) => { sorted.length = 0; return a - b; });
log.push(sorted.join());
show('sorted and cut');
log.push([1, 2, 3].reduce((a, b) => [a, b]).flat(9).join(), [1, 2, 3].reduceRight((a, b) => a + b, ''));
log.push(Float64Array.of(3, 1, 2).sort((a, b) => b - a).join(), Int8Array.of(1, 2).reduce((a, b) => a * 10 + b));
show('reduced');
new Map([[1, 'a'], [2, 'b']]).forEach(function (v, k, m) { log.push(v, k, m.size, this.x); }, { x: 'x' });
const set = new Set([1, 2]);
set.forEach((v, k) => { log.push(v, k); if (v < 5) set.add(v + 2); });
show('tables');

function deep(n) { [n].forEach((v) => deep(v + 1)); }
try {
  deep(0);
} catch (e) {
  log.push(e.constructor.name);
}
const comparing = (a, b) => [a, b].sort(comparing).length;
try {
  comparing(1, 2);
} catch (e) {
  log.push(e.constructor.name);
}
show('out of stack');
function* suspended() { log.push('not run'); }
[1].forEach(suspended);
[1].forEach(async (v) => { log.push('async', v); });
show('generators');
