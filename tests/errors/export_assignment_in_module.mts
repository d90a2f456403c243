export = 1; // line: 1
// expect: `export =` stands in CommonJS files only
