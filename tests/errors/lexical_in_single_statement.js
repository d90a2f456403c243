// expect: Expected a semicolon
if (1)
  let a = 1;
