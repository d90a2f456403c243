// A function in a block takes the place of the arguments object once it is evaluated, as of any other variable (B.3.2.1).
function plain() {
  const before = typeof arguments;
  {
    function arguments() {}
  }
  return [before, typeof arguments];
}
function withParameters(a) {
  const before = [typeof arguments, a];
  {
    function arguments() {}
  }
  return [...before, typeof arguments, a];
}
function withDefault(a = 1) {
  const before = [typeof arguments, arguments.length];
  {
    function arguments() {}
  }
  return [...before, typeof arguments, a];
}
function rest(...list) {
  {
    function arguments() {}
  }
  return [typeof arguments, list.length];
}
function notReached(skip) {
  if (!skip) {
    function arguments() {}
  }
  return typeof arguments;
}
function parameter(arguments) {
  {
    function arguments() {}
  }
  return typeof arguments;
}
function lexical() {
  let arguments = 5;
  {
    function arguments() {}
  }
  return typeof arguments;
}
function inSwitch(n) {
  switch (n) {
    case 1:
      function arguments() {}
  }
  return typeof arguments;
}
const arrow = () => {
  {
    function arguments() {}
  }
  return typeof arguments;
};
console.log('plain', plain());
console.log('withParameters', withParameters(3));
console.log('withDefault', withDefault());
console.log('rest', rest(1, 2));
console.log('notReached', notReached(true), notReached(false));
console.log('parameter', parameter(1));
console.log('lexical', lexical());
console.log('inSwitch', inSwitch(1), inSwitch(2));
console.log('arrow', arrow());
