// Sorting with comparators: numbers, records, strings.
const N = 250000;
let x = 12345;
const rand = () => (x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff);
const numbers = [], records = [];
for (let i = 0; i < N; i++) { numbers.push(rand()); records.push({ key: rand() % 1000, id: i }); }
numbers.sort((a, b) => a - b);
records.sort((a, b) => a.key - b.key);
const names = records.slice(0, 30000).map((r) => 'n' + ((r.id * 7919) % 30011)).sort();
let h = 0;
for (let i = 0; i < N; i += 97) h = (Math.imul(h, 31) + numbers[i] + records[i].id) | 0;
console.log('sort', h, names[0], names[names.length - 1]);
