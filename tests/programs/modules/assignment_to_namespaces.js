// A namespace refuses every assignment, also of the value that an export has, also through an heir (where Node obeys).
import * as self from './assignment_to_namespaces.js';
export let a = 1;
function attempt(f) {
  try {
    f();
    return 'nothing';
  } catch (e) {
    return e.constructor.name;
  }
}
const heir = Object.create(self);
console.log(
  attempt(() => { self.a = 1; }),
  attempt(() => { self['a'] = 2; }),
  attempt(() => { self.b = 1; }),
  attempt(() => { heir.a = 1; }),
  attempt(() => { heir.b = 1; }),
  Reflect.set(self, 'a', 1),
  Reflect.set(heir, 'c', 1),
  Reflect.set({ a: 1 }, 'a', 1, self),
  Reflect.set({ a: 1 }, 'a', 2, self),
);
const own = Object.create(self, { own: { value: 1, writable: true } });
own.own = 2;
console.log(own.own, a);
