// goal: script
import('./same_twice/later.js').then(function (ns) {
  console.log(ns.x);
  return import('./same_twice/later.js').then(function (again) { console.log(ns === again); });
}).then(function () {
  return (0, eval)("import('./nothing.js')");
}).catch(function (e) { console.log(e.name, e.code); });
console.log('script');
