console.log('one'); function f(n) { if (n === 0) throw new RangeError('too deep'); f(n - 1); } try { f(2); } catch (e) { console.log('caught', e.message); } f(3); console.log('never');
