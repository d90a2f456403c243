// semver 7.8.6
const semver = require("semver");

console.log(semver.valid("1.2.3-beta.1+build"), semver.valid("a.b.c"), semver.clean("  =v1.2.3   "));
for (const r of ["^1.2.3", "~1.2", ">=1.0.0 <2.0.0 || 3.x", "1.2.3 - 2.3.4", "*", "^0.0.3"]) {
  console.log(r, "=>", new semver.Range(r).range, ["1.2.3", "1.9.0", "2.0.0", "3.4.5", "0.0.3"].filter((v) => semver.satisfies(v, r)).join(" "));
}
console.log(semver.sort(["1.10.0", "1.9.0", "1.10.0-rc.1"]), semver.inc("1.2.3", "minor"), semver.diff("1.2.3", "1.3.0"), semver.coerce("v42.6.7.9.3-alpha").version);
console.log(semver.minVersion(">1.2.3 <2").version, semver.intersects("^1.2", ">=1.9"), semver.maxSatisfying(["1.2.0", "1.4.0", "2.0.0"], "^1"), semver.subset("^1.2", "^1"));
