export class C { accessor [Math.random()] = 1; } // line: 1
// expect: `accessor` with a computed name is not supported yet
