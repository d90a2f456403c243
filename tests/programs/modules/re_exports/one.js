export const x = 'x of one';
export default 'not exported by star';
console.log('one');
