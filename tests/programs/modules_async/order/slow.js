console.log('slow');
for (let i = 0; i < 5; i++) await i;
console.log('slow ends');
