// for await at the top level, and destructuring, labels, try and finally around await.
async function* numbers() { yield 1; yield 2; yield 3; }
let sum = 0;
for await (const n of numbers()) {
  sum += n;
  console.log(n);
}
outer: for (const a of [1, 2]) {
  for await (const b of [Promise.resolve(10), 20]) {
    if (b === 20) continue outer;
    console.log(a, b);
  }
}
const { x, y = await 'default' } = await { x: 1 };
try {
  await Promise.reject(new TypeError('caught'));
} catch ({ message }) {
  console.log(message, x, y);
} finally {
  console.log(await 'finally');
}
export { sum };
export default class { static #p = 1; static get p() { return this.#p; } }
import('./reads.js').then((ns) => console.log(ns.report()));
