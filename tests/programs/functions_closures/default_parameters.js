let n = 0;
const next = () => ++n;
function f(a = next(), b = a * 10, c = () => a + b) {
  a += 100;
  return [a, b, c()].join();
}
console.log(f(), f(5), f(undefined, null), n);
function scope(x, g = () => x) {
  var x = 'body';
  return g() + '/' + x;
}
console.log(scope('param'));
function scope2(x, g = () => x) {
  var x;
  return g() + '/' + x;
}
console.log(scope2('p'));
function tdz(a = b, b = 1) {
  return a + b;
}
try {
  tdz();
} catch (e) {
  console.log(e.name);
}
console.log(tdz(1), tdz(1, undefined));
function selfRef(a = a) {
  return a;
}
try {
  selfRef();
} catch (e) {
  console.log(e.name);
}
console.log(((a, b = 1, c) => 0).length, ((...r) => 0).length, (({ a }, [b]) => 0).length, f.length);
function obj({ a = 1, b: { c = 2 } = {}, ...rest } = {}, [d = 3] = []) {
  return [a, c, d, JSON.stringify(rest)].join();
}
console.log(obj(), obj({ a: 9, z: 1 }, [8]), obj({ b: { c: null } }));
function uses(a, b = arguments.length, c = this?.k) {
  return b + ':' + c;
}
console.log(uses(1), uses.call({ k: 'K' }, 1, undefined, undefined));
let outer = 'o';
function free(a = outer) {
  let outer = 'inner';
  return a + outer;
}
console.log(free());
