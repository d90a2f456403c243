// goal: script
var log = [];
import('./same_twice/later.js').then(function (ns) { console.log(ns.x, ns === again); }, console.log);
var again;
import('./same_twice/later.js').then(function (ns) { again = ns; });
console.log('script');
(0, eval)("import('./nothing.js')").catch(function (e) { console.log(e.name, e.code); });
