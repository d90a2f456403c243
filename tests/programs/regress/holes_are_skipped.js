// Walks over array-likes pass over what is absent, unless that can be seen.
const show = (label, a) => console.log(label, a.length, Object.entries(a).map(([k, v]) => `${k}:${v}`).join(' '));
const few = () => {
  const a = [];
  a[3] = 'a';
  a[100000] = 'b';
  a.length = 200000;
  return a;
};

show('reverse', few().reverse());
show('sort', few().sort());
show('slice', few().slice(2, 100001));
show('concat', few().concat(['c']));
show('map', few().map((v, k) => v + k));
show('filter', few().filter(() => true));
show('flat', [few(), ['c']].flat());
for (const method of ['shift', 'pop']) {
  const a = few();
  console.log(method, a[method]());
  show(method, a);
}
const moved = few();
console.log('unshift', moved.unshift('x', 'y'));
show('unshift', moved);
const cut = few();
show('removed', cut.splice(3, 2, 'c'));
show('splice', cut);
show('copyWithin', few().copyWithin(0, 3, 6));
show('copyWithin over itself', few().copyWithin(5, 3, 100001));
show('fill', few().fill('z', 199998));
console.log('join', few().join('').length, few().join().length, few().join('--').length);
console.log('search', few().indexOf('b'), few().lastIndexOf('a'), few().includes('b'), few().includes(undefined));
console.log('reduce', few().reduce((a, v, k) => a + v + k, ''), few().reduceRight((a, v, k) => a + v + k, ''));
console.log('stringify', JSON.stringify([Array(3), [, 1, , 2]]),
  JSON.stringify([, 1], (k, v) => (v === undefined ? 'u' : v)));

// What a callback changes ahead is seen.
const order = [];
few().forEach((v, k, a) => {
  order.push(v + k);
  if (k === 3) {
    a[7] = 'new';
    a[1] = 'behind';
    delete a[100000];
    a[100001] = 'late';
  }
});
console.log('forEach', order.join());

// Elements of prototypes count, and getters run.
Array.prototype[50] = 'proto';
console.log('prototype', few().indexOf('proto'), few().map(v => v)[50], few().join('').length);
const shifted = few();
shifted.shift();
console.log('prototype moves', Object.keys(shifted).join());
delete Array.prototype[50];
Object.defineProperty(Object.prototype, 9, { get() { return `got by ${typeof this}`; }, configurable: true });
console.log('getter', [].filter.call({ length: 20, 2: 'own' }, () => true).join());
delete Object.prototype[9];

// A Proxy is asked for every index.
let asked = 0;
const proxy = new Proxy(Array(100), { has: (t, k) => (asked++, k in t) });
proxy.forEach(() => {});
console.log('proxy', asked);

// Strings and arguments have elements that are no properties of a table.
console.log('string', [].map.call('abc', c => c + c).join(), [].lastIndexOf.call(new String('abca'), 'a'));
console.log('arguments', (function (a, b) {
  a = 5;
  return [].filter.call(arguments, () => true).join();
})(1, 2));
