const b = new ArrayBuffer(8, { maxByteLength: 16 });
const tracking = new Uint8Array(b), fixed = new Uint8Array(b, 4, 4), offset = new Uint8Array(b, 6);
console.log(b.resizable, b.maxByteLength, tracking.length, fixed.length, offset.length);
b.resize(12);
console.log(tracking.length, fixed.length, offset.length, b.byteLength);
b.resize(5);
console.log(tracking.length, fixed.length, offset.length, offset.byteOffset, 4 in fixed, fixed[0]);
try { fixed.join(); } catch (e) { console.log(e.name); }
b.resize(16);
tracking.fill(7);
console.log(fixed.join(), offset.length);
const seen = [];
for (const v of tracking) {
  seen.push(v);
  if (seen.length === 2) b.resize(4);
}
console.log(seen.join());
try { fixed.values(); } catch (e) { console.log(e.name); }
try { b.resize(17); } catch (e) { console.log(e.name); }
const moved = b.transfer(6);
console.log(b.detached, b.byteLength, tracking.length, moved.byteLength, moved.resizable, tracking[0], 0 in tracking);
const plain = moved.transferToFixedLength();
console.log(plain.resizable, plain.byteLength, moved.detached);
try { moved.slice(0); } catch (e) { console.log(e.name); }
console.log(plain.slice(2, 4).byteLength, plain.slice(-1).byteLength, Object.prototype.toString.call(plain));
const s = new SharedArrayBuffer(4);
console.log(s.byteLength, s.growable, new Uint8Array(s).length, Object.prototype.toString.call(s));
const view = new DataView(new ArrayBuffer(4, { maxByteLength: 8 }), 1);
console.log(view.byteLength);
view.buffer.resize(8);
console.log(view.byteLength);
view.buffer.resize(0);
try { view.byteLength; } catch (e) { console.log(e.name); }
const big = new Uint8Array(300).map((_, i) => i);
console.log(big[255], big[256], big.subarray(10, 12).join());
