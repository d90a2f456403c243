import ''; // line: 1
import '@scope'; // line: 2
import '.hidden'; // line: 3
import './a%2fb.js'; // line: 4
import './a.js?query'; // line: 5
// expect: Invalid module "" is not a valid package name
// expect: Invalid module "@scope" is not a valid package name
// expect: Invalid module ".hidden" is not a valid package name
// expect: it must not have encoded
// expect: a query or fragment
