// The compiler sees that this evaluates text, and links accordingly.
export function evaluate(text) {
  const local = 40;
  return eval(text);
}
export function* numbers(text) {
  yield new Function('n', text)(1);
  yield* eval('(function* () { yield 2; yield 3; })()');
}
