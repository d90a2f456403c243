// Old code asks sloppy functions for their caller and arguments, which does not throw; strict ones, generators and arrows do.
function none() {
  return [none.caller, none.arguments].length;
}
function one(a) {
  return [one.caller, one.arguments].length + a;
}
function all() {
  return [all.caller, all.arguments].length + arguments.length;
}
console.log('sloppy', none(), one(1), all(1, 2));

(function strictCaller() {
  'use strict';
  console.log('from strict code', none.call(), one.apply(null, [2]), all.bind(null, 1)(), [none.caller, one.caller, all.caller].length);
})();

function strict() {
  'use strict';
}
const others = {
  strict,
  arrow: () => {},
  async: async () => {},
  method() {},
  generator: function* () {},
  bound: none.bind(null),
  class: class {},
};
for (const [name, f] of Object.entries(others)) {
  for (const key of ['caller', 'arguments']) {
    try {
      console.log(name, key, f[key]);
    } catch (e) {
      console.log(name, key, e.constructor.name);
    }
  }
}
