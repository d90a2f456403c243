// An ES module that exports what CommonJS files do.
import whole, { add } from './commonjs.cjs';
export { add, whole };
export { first as one } from './named.cjs';
export * from './named.cjs';
export { default } from './function.cjs';
export * as text from './primitive.cjs';
export { default as json } from './values.json' with { type: 'json' };
