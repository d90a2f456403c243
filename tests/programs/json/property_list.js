// The keys that JSON.stringify is given as a list: each once, in the order of the list, however many.
// gc-period: 5000
const o = { a: 1, b: { a: 2, 1: 3, c: 4 }, 1: 5, c: 6 };
console.log(JSON.stringify(o, ["c", "b", "a", "c", "b"]));
console.log(JSON.stringify(o, [1, "1", new Number(1), new String("a"), "b", "a", true, null, {}]));
const many = [];
for (let i = 0; i < 3000; i++) many.push("k" + (i % 1500), i % 7);
console.log(JSON.stringify({ k1499: 0, k3: 1, 6: 2, 2: 3 }, many));
const { k1, k2: _, ...rest } = { k1: 1, k2: 2, k3: 3, 4: 4, [Symbol.iterator]: 5 };
console.log(rest);
const source = { k1: 1, k3: 3, 4: 4, [Symbol.iterator]: 5 };
const { [4]: four, ["k" + 3]: three, [Symbol.iterator]: iterator, ...others } = source;
console.log(four, three, iterator, others);
