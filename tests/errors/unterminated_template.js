// expect: Unterminated
const s = `abc ${1}
