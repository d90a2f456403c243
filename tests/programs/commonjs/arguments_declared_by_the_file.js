var arguments;
console.log(typeof arguments, arguments && arguments.length);
arguments = 7;
console.log(arguments);
