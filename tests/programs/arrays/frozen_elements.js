// The elements of frozen arrays and objects: none changes, each is found, and those that are no elements stay absent.
'use strict';
const attempt = (label, f) => {
  try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.message); }
};
const list = [1, , 'three', { four: 4 }, undefined];
list.push(6, 7, 8);
list.length = 6;
Object.freeze(list);
console.log(Object.isFrozen(list), Object.isSealed(list), Object.isExtensible(list));
console.log(list, list.length, 1 in list, 0 in list, list[1], list[5], list[6], list[7]);
console.log(Object.keys(list), JSON.stringify(list), [...list].length);
console.log(Object.getOwnPropertyDescriptors(list));
attempt('write', () => { list[0] = 2; });
attempt('write the same', () => { list[0] = 1; });
attempt('fill a hole', () => { list[1] = 2; });
attempt('append', () => { list[6] = 2; });
attempt('push', () => list.push(1));
attempt('push nothing', () => list.push());
attempt('pop', () => list.pop());
attempt('shift', () => list.shift());
attempt('unshift', () => list.unshift(0));
attempt('splice', () => list.splice(0, 1));
attempt('sort', () => list.sort());
attempt('reverse', () => list.reverse());
attempt('fill', () => list.fill(0));
attempt('copyWithin', () => list.copyWithin(0, 1));
attempt('delete', () => delete list[0]);
attempt('delete a hole', () => delete list[1]);
attempt('delete beyond', () => delete list[100]);
attempt('length 0', () => { list.length = 0; });
attempt('length 6', () => { list.length = 6; });
attempt('define the same', () => Object.defineProperty(list, 0, { value: 1 }) === list);
attempt('define another', () => Object.defineProperty(list, 0, { value: 2 }));
attempt('define writable', () => Object.defineProperty(list, 0, { writable: true }));
attempt('define a getter', () => Object.defineProperty(list, 0, { get() {} }));
attempt('define in a hole', () => Object.defineProperty(list, 1, { value: 2 }));
attempt('set by Reflect', () => [Reflect.set(list, 0, 9), Reflect.set(list, 9, 9), Reflect.deleteProperty(list, 0)]);
attempt('receiver', () => [Reflect.set([], 0, 9, list), Reflect.set({}, 1, 9, list)]);

attempt('inherited hole', () => {
  const heir = Object.create(list);
  heir[1] = 'own';
  return [heir[1], heir[2]];
});
console.log(list.indexOf('three'), list.lastIndexOf(undefined), list.includes(undefined), list.at(-1),
  list.findLast(() => true));
console.log(list.map((x) => typeof x), list.filter(() => true).length, list.slice(1, 3), list.concat([9]).length,
  list.toSorted().length);
let seen = [];
for (const i in list) seen.push(i);
for (const x of list) seen.push(typeof x);
list.forEach((x, i) => seen.push(i));
console.log(seen.join());
const [first, second = 'default', ...rest] = list;
console.log(first, second, rest);
console.log(Math.max(...Object.freeze([3, 1, 2])), Object.entries(Object.freeze(['a', 'b'])),
  Array.from(Object.freeze([1, 2])));

// Twice, and of copies.
console.log(Object.freeze(list) === list, Object.isFrozen(list.slice()), Object.isFrozen(structured(list)));
function structured(x) { return Object.assign([], x); }

// Other objects with elements.
const record = Object.freeze({ 0: 'zero', 2: 'two', name: 'n', [Symbol('s')]: 1 });
console.log(record, Object.isFrozen(record), Object.keys(record));
attempt('record', () => { record[0] = 1; });
attempt('record hole', () => { record[1] = 1; });
const f = Object.freeze(Object.assign(function g() {}, { 0: 'of a function' }));
console.log(f[0], Object.isFrozen(f));

const text = Object.freeze(new String('ab'));
console.log(text[1], Object.isFrozen(text));
attempt('text', () => { text[5] = 1; });
(function () {
  const args = Object.freeze(arguments);
  console.log(args[0], args.length, Object.isFrozen(args));
  attempt('arguments', () => { args[0] = 1; });
})('a', 'b');
attempt('typed array', () => Object.freeze(new Uint8Array(2)));
attempt('empty typed array', () => Object.isFrozen(Object.freeze(new Uint8Array(0))));

// Objects that are only closed to more, or sealed.
const open = [1, 2, 3];
Object.preventExtensions(open);
open[0] = 'changed';
attempt('closed', () => { open[3] = 1; });
attempt('closed push', () => open.push(1));
delete open[1];
console.log(open, Object.isFrozen(open), Object.isSealed(open));
const none = Object.preventExtensions([]);
attempt('closed empty', () => { none[0] = 1; });
none.length = 5;
none.length = 0;
console.log(none, Object.isSealed(none), Object.isFrozen(Object.preventExtensions({})));
const sealed = Object.seal([1, 2]);
sealed[0] = 'changed';
attempt('sealed delete', () => delete sealed[0]);
attempt('sealed length', () => { sealed.length = 0; });
console.log(sealed, Object.isSealed(sealed), Object.isFrozen(sealed), Object.isFrozen(Object.freeze(sealed)), sealed);
const partly = Object.defineProperty([1, 2, 3], 1, { get: () => 'got', configurable: true });
Object.freeze(partly);
console.log(partly[1], Object.isFrozen(partly), Object.getOwnPropertyDescriptor(partly, 1).set);

// Objects that live through collections.
const many = [];
for (let i = 0; i < 200; i++) many.push(Object.freeze(Array.from({ length: i % 7 }, (_, k) => ({ k, text: 'x' + k }))));
let sum = 0;
for (let round = 0; round < 50; round++) for (const a of many) for (let i = 0; i < a.length; i++) sum += a[i].k +
  a[i].text.length;
console.log(sum);
const proto = Object.freeze([10, 20]);
class Heir { static { Object.setPrototypeOf(Heir.prototype, proto); } }
const heir = new Heir();
console.log(heir[1], heir[2], 0 in heir);
