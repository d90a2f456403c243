// A string is reported as it is.
console.log('before');
throw "it's a text";
