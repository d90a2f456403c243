// immutable 5.2.1
import { List, Map, OrderedMap, Range, Record, Repeat, Seq, Set, Stack, fromJS, is, merge } from "immutable";

const list = List([1, 2, 3]).push(4).unshift(0);
console.log(list.toString(), list.map((x) => x * 2).filter((x) => x > 2).toArray(), [...list.entries()]);
let big = List();
for (let i = 0; i < 2000; i++) big = big.push(i * 3);
console.log(big.size, big.get(1234), big.slice(990, 995).toJS(), big.set(1500, "x").get(1500), big.get(1500));
let m = Map();
for (let i = 0; i < 500; i++) m = m.set("key" + (i % 300), i);
console.log(m.size, m.get("key42"), [...m.keys()].sort().slice(0, 4), m.delete("key1").has("key1"));
console.log(Seq([1, 2, 3, 4, 5]).filter((x) => x % 2).map((x) => x * x).take(2).toArray(), Range(0, 20, 5).toList().toString());
console.log(fromJS({ a: { b: [1, { c: 2 }] } }).getIn(["a", "b", 1, "c"]), is(Map({ a: 1 }), Map({ a: 1 })), merge({ a: 1 }, { b: 2 }));
console.log(OrderedMap([["z", 1], ["a", 2]]).reverse().toArray(), Set([3, 1, 3]).union([7]).size, Stack.of(1, 2).push(9).toJS());
const Point = Record({ x: 0, y: 0 });
console.log(new Point({ x: 3 }).set("y", 4).toJS(), Repeat("ab", 3).join("-"), List("hello").groupBy((c) => c > "h").map((g) => g.join("")).toJS());
