import { x } from './esm.mjs';
const e = { custom: x };
export { e as 'module.exports' };
