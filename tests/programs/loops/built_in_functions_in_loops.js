// Calls of intrinsic functions in loops of numbers: every case in which they are not what the loop counts on.
const show = (name, list) => console.log(name, list.map((v) => (Object.is(v, -0) ? '-0' : String(v))).join(' '));
const numbers = [0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2147483647, 2147483648, -2147483648, -2147483649, 1e300, NaN, Infinity, -Infinity];

function rounded(f, list) {
  const out = [];
  for (let i = 0; i < list.length; i++) {
    const v = list[i];
    out.push(f === 0 ? Math.floor(v) : f === 1 ? Math.ceil(v) : f === 2 ? Math.trunc(v) : f === 3 ? Math.abs(v) : Math.sqrt(v));
  }
  return out;
}
for (let f = 0; f < 5; f++) show('rounded ' + f, rounded(f, numbers));
for (let f = 0; f < 5; f++) show('of others ' + f, rounded(f, ['2.5', null, undefined, true, [], [7.5], { valueOf: () => -2.5 }, 3, 4]));

function extremes(list) {
  const out = [];
  for (let i = 0; i < list.length; i++) {
    for (let k = 0; k < list.length; k++) {
      const a = list[i], b = list[k];
      out.push(Math.min(a * 1, b * 1), Math.max(a * 1, b * 1), Math.min(a, b, i), Math.max(i, k), Math.min(i, k, 3, 2));
    }
  }
  return out;
}
const all = extremes(numbers);
let text = '';
for (const v of all) text += (Object.is(v, -0) ? '-0' : v) + ',';
let h = 0;
for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) | 0;
console.log('extremes', all.length, h);
show('zeros', extremes([0, -0]));
function counted(n) {
  let most = 0, least = n;
  for (let i = 0; i < n; i++) {
    most = Math.max(most, (i * 7) % 13);
    least = Math.min(least, n - i, 5);
  }
  return [most, least, Math.imul(most, 1000000007)];
}
show('counted', counted(50));

function units(s, from, step) {
  const out = [];
  for (let i = from, k = 0; k < 6; i += step, k++) out.push(s.charCodeAt(i));
  return out;
}
const rope = 'ab'.repeat(3) + String(numbers.length);
show('units', units('abc', 0, 1).concat(units('abc', -1, 1), units('abc', 0, 0.5), units('\u{1F600}é', 0, 1), units(rope, 3, 1)));
show('of objects', units(new String('xyz'), 0, 1).concat(units({ charCodeAt: (i) => i * 2 }, 0, 1)));
try {
  units(5, 0, 1);
} catch (e) {
  console.log(e.constructor.name);
}

function pushed(array, n) {
  let last = 0;
  for (let i = 0; i < n; i++) last = array.push(i * i);
  return [last, array.length, array[array.length - 1]];
}
show('pushed', pushed([], 100).concat(pushed([1, , 3], 5), pushed(new (class extends Array {})(), 20), pushed({ push: (v) => v, length: 3 }, 4)));
const short = [];
Object.defineProperty(short, 'length', { writable: false });
for (const odd of [Object.freeze([1]), Object.preventExtensions([1]), short, new Proxy([], { set: () => false })]) {
  try {
    show('odd', pushed(odd, 3));
  } catch (e) {
    console.log('odd', e.constructor.name, odd.length);
  }
}
function filled(n) {
  const rows = [];
  for (let i = 0; i < n; i++) {
    const row = [i];
    for (let k = 1; k <= n; k++) row[k] = row[k - 1] + i;
    rows.push(row);
  }
  return rows;
}
console.log('filled', filled(40).map((row) => row.length * 1000 + row[40]).join(' '));

// They are replaced while the loop runs.
const { floor } = Math;
function replaced(n) {
  const out = [];
  for (let i = 0; i < n; i++) {
    if (i === 3) Math.floor = (v) => 'mine ' + v;
    if (i === 6) Math.floor = floor;
    if (i === 8) String.prototype.charCodeAt = function (at) { return this.length + at; };
    if (i === 10) Array.prototype.push = function (v) { this[this.length] = 'pushed ' + v; return 0; };
    out.push(Math.floor(i + 0.5));
    out.push('abc'.charCodeAt(i & 1));
  }
  return out;
}
const { push } = Array.prototype, { charCodeAt } = String.prototype;
const seen = replaced(12);
Array.prototype.push = push;
String.prototype.charCodeAt = charCodeAt;
show('replaced', seen);
