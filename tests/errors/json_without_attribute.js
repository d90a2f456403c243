// JSON is imported with an attribute.
import data from './support/data.json'; // line: 2
console.log(data);
// expect: `./support/data.json` is JSON, which is imported with an attribute
// expect: with { type: "json" }
