console.log('waits');
for await (const x of [new Promise(() => {})]) console.log(x);
