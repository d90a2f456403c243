class Lru {
  #max;
  #map = new Map();
  hits = 0;
  misses = 0;
  constructor(max) { this.#max = max; }
  get(k) {
    if (!this.#map.has(k)) {
      this.misses++;
      return undefined;
    }
    const v = this.#map.get(k);
    this.#map.delete(k);
    this.#map.set(k, v);
    this.hits++;
    return v;
  }
  set(k, v) {
    this.#map.delete(k);
    this.#map.set(k, v);
    if (this.#map.size > this.#max) this.#map.delete(this.#map.keys().next().value);
    return this;
  }
  get size() { return this.#map.size; }
  *[Symbol.iterator]() { yield* this.#map.keys(); }
}
const c = new Lru(3);
c.set('a', 1).set('b', 2).set('c', 3);
c.get('a');
c.set('d', 4);
console.log([...c].join(), c.get('b'), c.hits, c.misses);
let x = 1;
const big = new Lru(100);
for (let i = 0; i < 50000; i++) {
  x = (x * 48271) % 2147483647;
  const k = 'k' + (x % 150);
  if (big.get(k) === undefined) big.set(k, { k, i });
}
console.log(big.size, big.hits, big.misses);
// gc-period: 499
