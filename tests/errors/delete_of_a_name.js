// expect: Delete of an unqualified identifier
// line: 4
let a = 1;
delete a;
