// Timers can be disposed of.
{
  using t = setTimeout(() => console.log('must not run'), 1);
  using i = setInterval(() => console.log('must not run'), 1);
  using m = setImmediate(() => console.log('must not run'));
  console.log(typeof t[Symbol.dispose], typeof i[Symbol.dispose], typeof m[Symbol.dispose]);
}
setTimeout(() => console.log('end'), 5);
