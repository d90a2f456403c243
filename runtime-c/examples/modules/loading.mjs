// Calls the host in the middle.
export var early;
export function hoisted() {}
export const before = 1;
hook('before');
export const after = 2;
export default 3;
hook('after');
