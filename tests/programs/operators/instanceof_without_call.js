// `instanceof` a target that cannot be called but has Function.prototype's method: false, not an error.

function under(prototype) {
  return Object.create(prototype);
}

function attempt(label, run) {
  try {
    console.log(label, run());
  } catch (error) {
    console.log(label, error.constructor.name);
  }
}

attempt('an object under Function.prototype:', () => ({}) instanceof under(Function.prototype));
attempt('an array under Function.prototype:', () => [] instanceof Object.setPrototypeOf([], Function.prototype));
attempt('an object under a function:', () => ({}) instanceof under(Array));
attempt('an object with no method:', () => ({}) instanceof under(Object.prototype));
attempt('an object with the method of its own:', () => ({}) instanceof {
  [Symbol.hasInstance]: Function.prototype[Symbol.hasInstance],
});
attempt('a number:', () => ({}) instanceof 5);
attempt('a function:', () => [] instanceof Array);
attempt('a function without a method:', () => {
  const f = function () {};
  Object.setPrototypeOf(f, null);
  return ({}) instanceof f;
});
