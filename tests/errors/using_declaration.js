// expect: Using declarations must have an initializer
// line: 4
{
  using r;
}
