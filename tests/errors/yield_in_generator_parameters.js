// expect: SyntaxError
// line: 3
function* g(a = yield) {}
