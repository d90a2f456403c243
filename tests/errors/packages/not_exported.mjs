import 'exports-string/hidden.js'; // line: 1
import 'exports-null'; // line: 2
import 'exports-null/null'; // line: 3
import 'exports-null/private/x'; // line: 4
import 'exports-only-require'; // line: 5
// expect: Package subpath './hidden.js' is not defined by "exports" in
// expect: No "exports" main defined in
// expect: Package subpath './null' is not defined by "exports" in
// expect: Package subpath './private/x' is not defined by "exports" in
