namespace N {
  const a = 1;
  export { a }; // line: 3
}
console.log(N);
// expect: Export declarations are not permitted in a namespace
