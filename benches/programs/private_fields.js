// Classes with private fields, methods and accessors.
class Counter {
  #count = 0;
  #step;
  constructor(step) { this.#step = step; }
  #advance() { this.#count = (this.#count + this.#step) | 0; }
  get count() { return this.#count; }
  tick() { this.#advance(); return this; }
  static same(a, b) { return #count in b && a.#count === b.#count; }
}
let sum = 0;
for (let i = 0; i < 5e5; i++) {
  const a = new Counter(i);
  const b = new Counter(i).tick();
  if (Counter.same(a.tick(), b)) sum = (sum + a.count) | 0;
}
console.log('private_fields', sum);
