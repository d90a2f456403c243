// expect: Invalid regular expression
// line: 4
const a = /ok/u;
const r = /a(?<n>b)\k<m>/;
