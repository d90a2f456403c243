const a = [3, 1, 2];
console.log(a.push(4, 5), a.pop(), a.shift(), a.unshift(9, 8), a.join());
console.log(a.splice(1, 2).join(), a.join(), a.splice(1, 0, 'x', 'y').length, a.join(), a.splice(-1).join(),
  a.splice(1).join(), a.join());
const b = [1, 2, 3, 4, 5];
console.log(b.reverse().join(), b.fill(0, 1, 3).join(), b.copyWithin(0, 3).join(), [1, 10, 2].sort().join(),
  [1, 10, 2].sort((x, y) => y - x).join());
b.length = 2;
console.log(b.join());
b[5] = 'far';
console.log(b.length, b.join('|'), 3 in b);
b.length = 0;
console.log(b.pop(), b.shift(), b.length);
const c = [];
c[2] = 1;
c['1'] = 2;
c.name = 'prop';
c[4294967295] = 'not index';
console.log(c.length, Object.keys(c).join());
