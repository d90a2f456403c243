// expect: Logical expressions and coalesce expressions cannot be mixed
// line: 3
const a = 1 || 2 ?? 3;
