// mnemonist 0.40.8
const { Heap, LRUCache, Trie, BiMap, Queue, Stack, LinkedList, MultiMap, DefaultMap, FuzzyMap, CircularBuffer, BitSet, StaticDisjointSet, SuffixArray, BKTree, SymSpell, VPTree, TrieMap, MultiSet, SparseSet, FixedDeque, KDTree } = require("mnemonist");

const heap = Heap.from([5, 3, 8, 1, 9, 2]);
console.log(heap.size, heap.consume());
const lru = new LRUCache(2);
lru.set("a", 1);
lru.set("b", 2); lru.get("a"); lru.set("c", 3);
console.log([...lru.entries()], lru.has("b"));
const trie = Trie.from(["roman", "romanesque", "greek", "romantic"]);
console.log(trie.find("rom").sort(), [...trie].length, trie.has("greek"));
const map = BiMap.from(new Map([["one", 1], ["two", 2]]));
console.log(map.get("one"), map.inverse.get(2), [...map]);
const q = Queue.of(1, 2, 3); q.enqueue(4); console.log(q.dequeue(), [...q]);
console.log([...Stack.of(1, 2, 3)], LinkedList.from([1, 2]).toArray(), [...MultiMap.from(new Map([["a", 1]]))]);
const d = new DefaultMap(() => []); d.get("x").push(1); console.log([...d.entries()]);
const ring = new CircularBuffer(Array, 3); [1, 2, 3, 4].forEach((x) => ring.push(x)); console.log([...ring]);
const bits = new BitSet(20); bits.set(3); bits.set(17); console.log(bits.size, [...bits.values()].join(""), bits.rank(18));
const sets = new StaticDisjointSet(6); sets.union(0, 1); sets.union(1, 2); console.log(sets.connected(0, 2), sets.compile());
console.log([...new SuffixArray("banana").array]);
const ms = MultiSet.from("mississippi"); console.log(ms.top(3), ms.multiplicity("s"));
const tm = new TrieMap(); tm.set("rome", 1); tm.set("romulus", 2); console.log(tm.find("rom"), [...tm.prefixes()]);
const fd = new FixedDeque(Array, 4); fd.push(1); fd.unshift(0); fd.push(2); console.log([...fd.entries()], fd.pop());
const bk = BKTree.from(["book", "back", "bock", "lock"], (a, b) => { let n = 0; for (let i = 0; i < 4; i++) n += a[i] !== b[i]; return n; });
console.log(bk.search(1, "bock").sort((a, b) => (a.item < b.item ? -1 : 1)));
