console.log({ alpha: 'aaaaaaaaaaaaaaa', beta: 'bbbbbbbbbbbbbbbbbb', gamma: 'cccccccccccccccc', delta: 'dddddd' });
console.log({ alpha: 'aaaaaaaaaaaaaaa', beta: 'bbbbbbbbbbbbbbbbbb', gamma: 'cccccccccc' });
console.log(['aaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccccccccc', 'd']);
console.log({ nested: { one: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxx', two: 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy', three: 3 },
  after: 1 });
