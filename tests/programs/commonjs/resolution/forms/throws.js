throw Object.assign(new Error('at first'), { code: 'OWN' });
