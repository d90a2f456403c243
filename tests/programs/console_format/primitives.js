console.log(1, -0, 0, NaN, Infinity, 1e21, 1e-7, 'str', true, null, undefined, Symbol('s'), Symbol());
console.log([1, -0, 'q', "it's", 'a"b', null, undefined, true]);
console.log(['new\nline', 'tab\t', 'back\\', `mix'"`, `all'"\``]);
console.log('');
console.log();
console.log('a', '', 'b');
console.log({ s: 'str', n: 1, u: undefined, n2: null, sy: Symbol('k') });
