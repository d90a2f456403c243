// Functions of any number of arguments, by `arguments`, a rest parameter and `apply`.
function byArguments() { let sum = 0; for (let i = 0; i < arguments.length; i++) sum = (sum + arguments[i]) | 0; return sum; }
function byRest(...all) { let sum = 0; for (let i = 0; i < all.length; i++) sum = (sum + all[i]) | 0; return sum; }
function passed() { return byRest.apply(this, arguments); }
let sum = 0;
for (let i = 0; i < 1e6; i++) sum = (sum + byArguments(i, 1, 2) + byRest(i, 3) + passed(i, 4)) | 0;
console.log('arguments_objects', sum);
