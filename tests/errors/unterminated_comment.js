// expect: Unterminated multiline comment
// line: 4
let a;
/* no end
