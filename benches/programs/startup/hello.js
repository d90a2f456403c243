// What an engine needs to start, print a line and end.
console.log('hello');
