// expect: SyntaxError
// line: 4
{
  import a from "./absent.js";
}
