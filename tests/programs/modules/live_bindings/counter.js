export let count = 0;
export const list = [];
export function inc() {
  count++;
  list.push(count);
}
export function reset(v) { count = v; }
console.log('counter evaluated once');
