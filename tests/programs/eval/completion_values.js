// What eval answers: UpdateEmpty for every statement.
const texts = [
  '', ';', '1;;', '1;{}', '1; var x = 2', '1; function f() {}', '1; class C {}', '1; let y = 3', '"directive"',
    '"use strict"; 5',
  '1; if (true) {}', '1; if (true) 2', '1; if (false) 2', '1; if (true) { 2; {} }', '1; if (false) {} else 3',
  '1; do { } while (false)', '1; do { 2; break; } while (false)', '1; do { break; } while (false)',
    '1; do { 2; continue; } while (false)',
  '1; while (false) 2', '1; for (var i = 0; i < 2; i++) { i; }',
    '1; for (var i = 0; i < 2; i++) { if (i) break; "k"; }',
  '1; for (var k in { a: 1 }) { k }', '1; for (var k of [4, 5]) { k; continue; }', '1; for (var k of []) 2',
  '1; switch (1) { }', '1; switch (1) { case 1: 4; case 2: }', '1; switch (1) { case 1: 4; break; }',
    '1; switch (1) { case 1: break; }', '1; switch (3) { default: 7 }',
  '1; try { 2 } finally { 3 }', '1; try { } catch { }', '1; try { throw 2 } catch { }',
    '1; try { throw 2 } catch (e) { e }', '1; try { 2; throw 3 } catch { 4 } finally { 5 }',
  '1; do { try { 39 } catch (e) { 0 } finally { 42; break; } } while (false)',
    '1; do { try { 39 } finally { break; } } while (false)',
  '1; L: { 2; break L; }', '1; L: break L;', '1; L: { break L; 5 }', '1; with ({}) ;', '1; with ({}) 2', '1; debugger',
  'do { 2; if (true) { break; } 3; } while (false)', '1; do { -2; if (true) { 3; break; } } while (false)',
];
for (const t of texts) console.log(t, '=>', (0, eval)(t));
