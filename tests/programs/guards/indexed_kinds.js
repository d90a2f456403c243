// What is indexed in a loop: arrays, objects, proxies, strings, arguments, in turns and replaced on the way.

function sum(items, n) { let total = 0; for (let i = 0; i < n; i++) total += items[i]; return total; }
const kinds = [
  [1, 2, 3, 4], { 0: 1, 1: 2, 2: 3, 3: 4 }, '1234', new String('5678'), [1.5, , 3, 4], Object.freeze([4, 3, 2, 1]),
  new Proxy([9, 8, 7, 6], {}), (function () { return arguments; })(1, 2, 3, 4), new (class extends Array {})(7, 8, 9, 10),
  Object.create([3, 2, 1, 0]), function () {}, 7,
];
for (let round = 0; round < 3; round++) console.log(kinds.map((items) => sum(items, 4)).join(' '));

// The variable holds another object from some turn on, and comes back.
function alternate(n) {
  const array = [1, 2, 3], object = { 0: 10, 1: 20, 2: 30 };
  let items = array, total = 0;
  for (let i = 0; i < n; i++) {
    total += items[i % 3];
    if (i % 7 === 3) items = object;
    if (i % 7 === 5) items = array;
    if (i === 20) items = 'abc';
    if (i === 22) items = array;
  }
  return total;
}
console.log(alternate(20), alternate(40));

// A matrix whose rows change under the loop.
function rows(matrix, n, change) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const row = matrix[i];
    for (let j = 0; j < n; j++) {
      row[j] = row[j] + i * j;
      total += row[j];
      change(matrix, i, j);
    }
  }
  return total;
}
const matrix = () => [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
console.log(rows(matrix(), 3, () => {}));
console.log(rows(matrix(), 3, (m, i, j) => { if (i === 1 && j === 0) m[2] = { 0: 1, 1: 1, 2: 1 }; }));
console.log(rows(matrix(), 3, (m, i, j) => { if (i === 1 && j === 1) m[1].length = 2; }));
console.log(rows(matrix(), 3, (m, i, j) => { if (i === 0 && j === 1) m[1] = new Proxy(m[1], {}); }));
console.log(rows(matrix(), 3, (m, i, j) => { if (i === 0 && j === 0) Object.defineProperty(m[0], 1, { get: () => 100, set() {} }); }));
console.log(rows(matrix(), 3, (m, i, j) => { if (i === 1 && j === 0) Object.setPrototypeOf(m[1], { 5: 1 }); }));
try {
  'use strict';
  console.log(rows(matrix(), 3, (m, i, j) => { if (i === 1 && j === 0) m[2] = undefined; }));
} catch (e) {
  console.log(e.name);
}

// Filling: an array that grows, an object, an array that is frozen in the middle.
function fill(items, n) { for (let i = 0; i < n; i++) items[i] = i * 2; return items; }
console.log(fill([], 5), fill({}, 3), fill([9, 9, 9, 9, 9, 9], 3));
function strictly(items, n) { 'use strict'; let i = 0; try { for (; i < n; i++) { items[i] = i; if (i === 2) Object.freeze(items); } } catch (e) { return `${e.name} at ${i}`; } return items; }
console.log(strictly([], 5), strictly({}, 5), strictly([1, 2, 3, 4], 3));

// What is indexed is known by copies of it, in a generator too.
function* walk(items) { let at = items; for (let i = 0; i < at.length; i++) { const here = at; yield here[i] + at[i]; if (i === 2) at = { length: 5, 3: 40, 4: 50 }; } }
console.log([...walk([1, 2, 3, 4])], [...walk([1, 2])]);
// The element takes the place of the object.
function chain(node, n) { let steps = 0; while (steps < n && node) { node = node[1]; steps++; } return steps; }
console.log(chain([0, [0, { 1: [0, [0, 'ab']] }]], 10));
