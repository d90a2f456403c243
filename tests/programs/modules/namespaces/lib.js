export const one = 1;
export let both = 'lib';
export let count = 0;
export function bump() {
  count++;
}
export default 'unseen';
