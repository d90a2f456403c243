import '#absent'; // line: 1
import '#null'; // line: 2
import '#'; // line: 3
import '#/x'; // line: 4
// expect: Package import specifier "#absent" is not defined in package
// expect: Package import specifier "#null" is not defined in package
// expect: Invalid module "#" is not a valid internal imports specifier name
// expect: Invalid module "#/x" is not a valid internal imports specifier name
