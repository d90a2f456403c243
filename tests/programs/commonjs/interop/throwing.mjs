console.log('throwing runs');
throw new Error('thrown once');
