export * from './one.js';
export { y, z as renamed, default } from './two.js';
export * as inner from './three.js';
