// Arrays and Sets spread into calls, constructions and literals.
const list = [];
for (let i = 0; i < 1000; i++) list.push(i);
const set = new Set(list);
function count(...all) {
  return all.length;
}
function first(a) {
  return a;
}
class Sum {
  constructor(...all) {
    this.length = all.length;
  }
}
let sum = 0;
for (let i = 0; i < 2000; i++) {
  sum += count(...list) + first(...list) + new Sum(...list).length;
  sum += Math.max(...list) + [i, ...list, ...list].length + [...set].length;
  const copy = [];
  copy.push(...list);
  copy.push(...list);
  sum += copy.length + count.apply(null, list);
}
console.log('spread_calls', sum);
