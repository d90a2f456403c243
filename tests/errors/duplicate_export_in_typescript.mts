// expect: SyntaxError: Duplicated export 'a'
// line: 12
// line: 13
// expect: SyntaxError: Duplicated export 'default'
// line: 16
// expect: 3 errors found
const [a, b, c]: number[] = [1, 2, 3];
export function merged(): void;
export function merged(x?: number): void {}
export namespace merged { export const y = 1; }
export { a };
export { b as a };
export { c as a };
export { merged };
export default a;
export { b as default };
