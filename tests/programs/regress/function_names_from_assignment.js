// Only an assignment to a name names a function; one to a property does not.
let a, b, c;
a = () => {};
b ??= function () {};
c = class {};
const o = {};
o.d = () => {};
o["e"] = function () {};
o.f ||= class {};
console.log([a, b, c, o.d, o.e, o.f].map((f) => f.name));
