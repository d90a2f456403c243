const element = <div>text</div>; // line: 1
console.log(element);
// expect: SyntaxError
