console.log(1); // line: 1
// expect: the tsconfig.json of this file cannot be used
