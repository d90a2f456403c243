// expect: SyntaxError
// line: 4

const n = 1_000_;
