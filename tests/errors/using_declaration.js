// expect: not supported yet
// line: 4
{
  using r = null;
}
