async function main() {
  try {
    console.log('begins');
    await null;
    await inner();
    console.log('not reached');
  } finally {
    await null;
    console.log('finally runs');
  }
}

async function inner() {
  throw new RangeError('nobody catches it');
}

main().then(() => console.log('not called'));
console.log('top ends');
