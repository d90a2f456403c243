//! The storage of BigInts.

use crate::bigint::{BigIntCell, NEGATIVE};
use crate::{OutOfMemory, Store, bare};
use num_bigint::{BigInt as Big, Sign};
use yarrow_abi::layout::CellKind;

impl Store {
    fn new_bigint_limbs(
        &mut self,
        negative: bool,
        limbs: impl ExactSizeIterator<Item = u64>,
    ) -> Result<bare::BigInt, OutOfMemory> {
        let count = limbs.len();
        let cell: *mut BigIntCell = self.alloc(CellKind::BigInt, size_of::<BigIntCell>() + count * 8)?;
        // SAFETY: a fresh cell with room for the limbs behind it.
        unsafe {
            (*cell).header.flags.set(if negative { NEGATIVE } else { 0 });
            (*cell).limbs = count as u64;
            let at = cell.add(1).cast::<u64>();
            for (i, limb) in limbs.enumerate() {
                at.add(i).write(limb);
            }
            Ok(bare::BigInt::from_ptr(cell.cast()))
        }
    }

    /// The BigInt of a number of no more than [`crate::MAX_BIGINT_BITS`].
    pub fn new_big(&mut self, n: &Big) -> Result<bare::BigInt, OutOfMemory> {
        self.new_bigint_limbs(n.sign() == Sign::Minus, n.iter_u64_digits())
    }

    pub fn new_bigint_i128(&mut self, n: i128) -> Result<bare::BigInt, OutOfMemory> {
        let magnitude = n.unsigned_abs();
        let limbs = [magnitude as u64, (magnitude >> 64) as u64];
        let count = if limbs[1] != 0 { 2 } else { usize::from(limbs[0] != 0) };
        self.new_bigint_limbs(n < 0, limbs[..count].iter().copied())
    }
}
