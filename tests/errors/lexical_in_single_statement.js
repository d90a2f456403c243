// expect: Lexical declaration cannot appear
if (1)
  let a = 1;
