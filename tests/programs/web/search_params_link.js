// A URL and its searchParams follow each other.
const u = new URL('https://h/p?a=1&b=two words#f');
const p = u.searchParams;
console.log(p === u.searchParams, p.get('b'), u.search);
p.append('c', '\xe9');
console.log(u.href, u.search);
u.search = '?x=y';
console.log([...p], p.size);
p.delete('x');
console.log(u.href);
p.set('again', '1');
p.sort();
console.log(u.href);
u.href = 'http://other/?k=v';
console.log(String(p), p === u.searchParams);
u.hash = 'z';
u.pathname = '/q';
console.log(String(p), u.href);
const copy = new URLSearchParams(p);
copy.append('not', 'linked');
console.log(u.href, copy);
console.log(p, new URLSearchParams(), p.keys(), copy.entries(), copy.values());
console.log({ deep: { deeper: { p: new URLSearchParams('a=1') } } });
console.log(new URLSearchParams(Array.from({ length: 12 }, (_, i) => [`name${i}`, `value${i}`])));
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
attempt(() => new URLSearchParams([[1]]));
attempt(() => new URLSearchParams([[1, 2, 3]]));
attempt(() => new URLSearchParams([1]));
attempt(() => new URLSearchParams([null]));
attempt(() => new URLSearchParams({ [Symbol.iterator]: 5 }));
attempt(() => new URLSearchParams(Symbol('s')));
attempt(() => URLSearchParams());
attempt(() => p.get());
attempt(() => p.append('a'));
attempt(() => p.forEach(5));
attempt(() => p.forEach.call({}));
attempt(() => p.keys().next.call({}));
