// expect: not supported yet
// line: 3
for await (const x of []) {}
