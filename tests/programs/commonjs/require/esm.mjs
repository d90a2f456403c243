export default 'd';
export let x = 1;
x++;
export { x as 'a b' };
