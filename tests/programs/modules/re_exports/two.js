export const y = 'y', z = 'z';
export default 'default of two';
console.log('two');
