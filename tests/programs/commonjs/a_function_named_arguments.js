function arguments() { return 'function'; }
console.log(typeof arguments, arguments());
