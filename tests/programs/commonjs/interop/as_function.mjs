const square = (n) => n * n;
export { square as 'module.exports' };
