// Arguments objects as lists of arguments: fresh, changed, mapped, and of other shapes.
function all(...list) { return JSON.stringify(list, (k, v) => (v === undefined ? 'undefined' : v)); }
function strict(a, b) { 'use strict'; return [all.apply(null, arguments), Reflect.apply(all, null, arguments), new Array(...arguments).length, all(...arguments)]; }
function sloppy(change) {
  return function (a, b) {
    if (change) change(arguments, (v) => { a = v; });
    return [all.apply(null, arguments), Reflect.construct(Array, arguments).length, all(...arguments), a];
  };
}
console.log(strict(), strict(1), strict(1, undefined, 'x'), strict(...Array(30).keys()));
console.log(sloppy()(), sloppy()(1), sloppy()(1, 2, 3));
for (const change of [
  (args) => { args[0] = 'first'; }, (args, setA) => setA('by name'), (args) => { args.length = 1; }, (args) => { args.length = 5; },
  (args) => { delete args[0]; }, (args) => { delete args[1]; Object.prototype[1] = 'proto'; }, (args) => { args[4] = 'far'; args.length = 5; },
  (args) => Object.defineProperty(args, 0, { get: () => 'got' }), (args) => Object.freeze(args), (args) => { args.extra = 1; }, (args) => { args.length = '2'; },
  (args) => Object.setPrototypeOf(args, null), (args) => { args[Symbol.iterator] = function* () { yield 'own'; }; }, (args) => { delete args.length; },
]) {
  try { console.log(...sloppy(change)(1, 2)); } catch (e) { console.log(e.name); }
  delete Object.prototype[1];
}
function callee() { 'use strict'; const d = Object.getOwnPropertyDescriptor(arguments, 'callee'); return [d.get === d.set, d.enumerable, d.configurable]; }
function other() { 'use strict'; return Object.getOwnPropertyDescriptor(arguments, 'callee').get; }
console.log(...callee(), other() === other(), other().name === '');
function redefined() { 'use strict'; try { Object.defineProperty(arguments, 'callee', { get: () => 1 }); return 'allowed'; } catch (e) { return e.name; } }
console.log(redefined(), ...callee());
for (const list of [{ length: 2, 0: 'a' }, [1, , 3], 'no', null, undefined, new Uint8Array([1, 2])]) {
  try { console.log(all.apply(null, list)); } catch (e) { console.log(e.name); }
}
