// expect: Missing catch or finally clause
try {
  1;
}
let a;
