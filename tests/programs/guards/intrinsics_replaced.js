// Recursion through the names of intrinsics, and through getters called by them; intrinsics replaced by what allocates.
function f(n) { return Math.floor(n) + Math.floor(n - 1); }
const old = Math.floor;
let depth = 0;
Math.floor = function (n) { depth++; return f(n); };
try { f(1); console.log('no'); } catch (e) { console.log(e instanceof RangeError, e.message, depth > 100); }
Math.floor = old;
console.log(f(2.5));
const o = { get sqrt() { return Math.sqrt(this.sqrt); } };
try { o.sqrt; } catch (e) { console.log(e instanceof RangeError); }
String.prototype.charCodeAt = function (i) { return i < 3 ? 'abc'.charCodeAt(i + 1) + 1 : 0; };
console.log('x'.charCodeAt(0));
let bytes = 0;
Math.abs = (x) => { const a = []; for (let i = 0; i < 100; i++) a.push({ x }); bytes += a.length; return x; };
function g(n) { let s = 0; for (let i = 0; i < n; i++) s += Math.abs(i); return s; }
console.log(g(200), bytes);
try { Math.abs = 5; g(1); } catch (e) { console.log(e.name, e.message); }
