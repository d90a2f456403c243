// expect: Label `a` has already been declared
a: {
  a: ;
}
