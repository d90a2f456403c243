export const foo = 1;
export function createServer() {}
export * from './more_names.js';
