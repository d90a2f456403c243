import type { Interface } from './used.js';
const shape: Interface = { x: 4 };
export = { shape, named: 'named', default: 'its default' };
