// expect: Identifier `v` has already been declared
let v = 1;
{
  var v = 2;
}
