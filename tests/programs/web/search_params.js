// URLSearchParams by itself.
const p = new URLSearchParams('?a=1&b=2&a=3&c&=d&&e=%20+%C3%A9%zz');
console.log(p.toString(), p.size, p.get('a'), p.getAll('a'), p.get('c'), p.get(''), p.get('e'), p.get('nope'), p.has('b'), p.has('a', '3'), p.has('a', '4'));
p.append('a', 5);
p.set('a', 'first');
p.set('new', 'x&y=z');
p.delete('b');
console.log(String(p));
p.append('m', '1');
p.append('m', '2');
p.delete('m', '1');
console.log(String(p));
p.sort();
console.log(String(p));
console.log([...p], [...p.keys()], [...p.values()]);
p.forEach(function (value, name, all) {
  console.log(name, value, all === p, this.x);
}, { x: 1 });
for (const init of ['', '?', 'x', { a: 1, b: [1, 2], c: undefined }, [['k', 'v'], new Set(['s', 't'])], new Map([['m', 'n o']]), new URLSearchParams('copy=me'), null, undefined, 12, '??q']) {
  console.log(new URLSearchParams(init).toString());
}
const order = new URLSearchParams('\u{1f600}=1&\uff5e=2&z=3&a=4&z=1');
order.sort();
console.log([...order]);
const special = new URLSearchParams({ x: "!'()*-._~ +&=%\u20ac\ud800" });
console.log(special.toString());
const live = new URLSearchParams('a=1&b=2&c=3');
for (const [name] of live) {
  console.log(name);
  live.delete('b');
}
const iterator = live.entries();
console.log(iterator.next(), iterator[Symbol.iterator]() === iterator, iterator[Symbol.toStringTag], Object.prototype.toString.call(live));
console.log(iterator.next(), iterator.next(), iterator.next());
console.log(URLSearchParams.prototype[Symbol.iterator] === URLSearchParams.prototype.entries, URLSearchParams.length);
class Sub extends URLSearchParams {}
console.log(new Sub('a=b'), new Sub('a=b') instanceof URLSearchParams);
