// Function and GeneratorFunction.
const GeneratorFunction = (function* () {}).constructor;
const local = 'not seen';
console.log(new Function('a', 'b', 'return a + b')(1, 2), Function('return typeof local')(), Function().length,
  Function('a,b', 'c', '').length);
console.log(Function('return this')() === globalThis, Function('"use strict"; return this')(),
  Function('return new.target')(), Function('a', 'a', 'return a')(1, 2));
console.log([...GeneratorFunction('n', 'while (n) yield n--')(3)].join(),
  GeneratorFunction('').prototype !== GeneratorFunction('').prototype);
console.log(Function('return typeof anonymous')(), Function('').name,
  Function('/* only a comment */ a', '// and a line', 'return a')?.length);
for (const [params, body] of [
  ['', '}) (function () {'], ['/*', '*/){'], ['a) { } , function (', ''], ['', '}, function () {'], ['a', 'super.x'],
    ['a b', ''], ['a = 1', '"use strict"'],
  ['a, a', '"use strict"'], ['', 'return'], ['...rest', 'return rest'], ['', 'yield'], ['', 'let a; let a'],
    ['{', '}'], ['', 'break'],
]) {
  try {
    console.log(JSON.stringify([params, body]), typeof Function(params, body));
  } catch (e) {
    console.log(JSON.stringify([params, body]), e instanceof SyntaxError, e.constructor === SyntaxError);
  }
}
try { GeneratorFunction('a = yield', ''); } catch (e) { console.log(e.name); }
const made = Function('n', 'return n < 2 ? n : arguments.callee(n - 1) + arguments.callee(n - 2)');
console.log(made(15), new (Function('this.x = 1'))().x);
