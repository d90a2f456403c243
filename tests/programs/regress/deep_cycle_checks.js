// The checks for cycles of join and JSON.stringify stay linear in the depth of nesting.
// gc-period: 5000
let nested = [];
for (let i = 0; i < 3000; i++) nested = [nested, 1];
console.log(nested.join().length, JSON.stringify(nested).length);

const o = { toString() { return [o].join(); } };
try {
  [o].join();
} catch (e) {
  console.log(e instanceof RangeError, e.message);
}
const self = [1];
self.push(self, [self, 2]);
console.log(self.join("-"));
let deep = {};
const outer = deep;
for (let i = 0; i < 100; i++) deep = deep.next = {};
deep.next = outer;
try {
  JSON.stringify(outer);
} catch (e) {
  console.log(e instanceof TypeError, e.message.split("\n")[0]);
}
