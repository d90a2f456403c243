// expect: not supported yet
// line: 3
async function f() {}
f();
