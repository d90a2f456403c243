import 'exports-bad-target'; // line: 1
import 'exports-bad-target/up'; // line: 2
import 'exports-bad-target/number'; // line: 3
import 'exports-invalid'; // line: 4
import '#up'; // line: 5
// expect: Invalid "exports" main target "main.js" defined in the package config
// expect: Invalid "exports" target "../exports-string/main.js" defined for './up' in the package config
// expect: Invalid "exports" target "5" defined for './number'
// expect: "exports" cannot contain some keys starting with '.' and some not.
// expect: Invalid "imports" target "../x.js" defined for '#up'
