// What the runner calls.

const print = globalThis.print;

const entries = {
  // Every case without a seed: the functions, and the rows of the matrix.
  list() {
    for (let i = 0; i < functions.length; i++) print(functions[i].path);
    const names = ownKeys(drivers);
    for (let i = 0; i < names.length; i++) print(MATRIX + names[i]);
  },
  run(path, seed) {
    if (apply(sliceString, path, [0, MATRIX.length]) !== MATRIX) return runCase(path, seed);
    const rest = apply(sliceString, path, [MATRIX.length]);
    const colon = apply(indexOfString, rest, [':']);
    if (colon < 0) return matrixCase(rest, undefined, seed >>> 0);
    return matrixCase(apply(sliceString, rest, [0, colon]), apply(sliceString, rest, [colon + 1]), seed);
  },
};
const indexOfString = method(String.prototype, 'indexOf');
return entries;
