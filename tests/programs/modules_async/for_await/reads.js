import C, { sum } from './main.js';
export const report = () => `${sum} ${C.p} ${C.name}`;
