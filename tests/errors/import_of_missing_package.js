import nothing from 'no-such-package'; // line: 1
import sub from 'no-such-package/sub'; // line: 2
import inner from '#inner'; // line: 3
console.log(nothing, sub, inner);
// expect: cannot resolve the package `no-such-package`
// expect: cannot import `#inner`
