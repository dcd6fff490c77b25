// mt19937 four words at a time. The 312 even and the 312 odd words of the state stand apart, each
// followed by four spare words, so that a draw that takes two words needs no shuffle and the wrap of
// the twist needs no special case but one: position 2j is EVEN[j], position 2j + 1 is ODD[j].

export const HALF: i32 = 312;
export const WORDS: i32 = 624;
/** Bytes from the even words to the odd ones: 316 words. */
export const ODD: usize = 1264;
/** Bytes of one half without its spare words. */
export const HALF_BYTES: usize = 1248;

// V8 makes a constant vector anew in every turn of a loop, three instructions each; one that was
// loaded stays in a register. Hence the table, and the loops that carry its vectors along.
const TABLE: usize = memory.data<u32>(
  [
    0x80000000, 0x80000000, 0x80000000, 0x80000000,
    1, 1, 1, 1,
    0x9908b0df, 0x9908b0df, 0x9908b0df, 0x9908b0df,
    0x9d2c5680, 0x9d2c5680, 0x9d2c5680, 0x9d2c5680,
    0xefc60000, 0xefc60000, 0xefc60000, 0xefc60000,
    0x001fffff, 0x001fffff, 0x001fffff, 0x001fffff,
    0x00ffffff, 0x00ffffff, 0x00ffffff, 0x00ffffff,
  ],
  16,
);
export const UPPER: usize = TABLE;
export const ONE: usize = TABLE + 16;
export const MATRIX: usize = TABLE + 32;
export const TEMPER_7: usize = TABLE + 48;
export const TEMPER_15: usize = TABLE + 64;
export const BITS_21: usize = TABLE + 80;
export const BITS_24: usize = TABLE + 96;

// @ts-ignore: decorator
@inline
function mix(above: v128, below: v128, far: v128, upper: v128, unit: v128, matrix: v128): v128 {
  const y = v128.bitselect(above, below, upper);
  const odd = i32x4.mul(v128.and(below, unit), matrix);
  return v128.xor(v128.xor(far, i32x4.shr_u(y, 1)), odd);
}

/** The next four even words, where those 397 words on (an odd place) start at `far`. */
// @ts-ignore: decorator
@inline
export function nextEven(at: usize, far: usize, upper: v128, unit: v128, matrix: v128): v128 {
  return mix(v128.load(at), v128.load(at, ODD), v128.load(far), upper, unit, matrix);
}

/** The next four odd words; call it before the even ones of the same place are stored. */
// @ts-ignore: decorator
@inline
export function nextOdd(at: usize, far: usize, upper: v128, unit: v128, matrix: v128): v128 {
  return mix(v128.load(at, ODD), v128.load(at, 4), v128.load(far), upper, unit, matrix);
}

// @ts-ignore: decorator
@inline
export function temper(word: v128, mask7: v128, mask15: v128): v128 {
  let y = v128.xor(word, i32x4.shr_u(word, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), mask7));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), mask15));
  return v128.xor(y, i32x4.shr_u(y, 18));
}

// @ts-ignore: decorator
@inline
export function temperOne(word: u32): u32 {
  let y = word ^ (word >> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >> 18);
}

// Where the words 397 on stand, which the twist of one place needs. Up to place 111 they are old
// words, 198 (odd) and 199 (even) places on; from 116 on new ones, 114 (odd) and 113 (even) places
// back; the vector between finds both side by side, once `wrap` has put the first new words behind.
export const ON_ODD: usize = ODD + 198 * 4;
export const ON_EVEN: usize = 199 * 4;
export const BACK_ODD: usize = ODD - 114 * 4;
export const BACK_EVEN: usize = <usize>0 - 113 * 4;
export const MIDDLE: usize = 112 * 4;

// @ts-ignore: decorator
@inline
export function wrap(state: usize): void {
  v128.store(state, v128.load(state), HALF_BYTES);
  v128.store(state, v128.load(state, ODD), ODD + HALF_BYTES);
}

/** Makes the next 624 words. */
export function twist(state: usize): void {
  const upper = v128.load(UPPER);
  const unit = v128.load(ONE);
  const matrix = v128.load(MATRIX);
  let at = state;
  let toOdd = ON_ODD;
  let toEven = ON_EVEN;
  let end = state + MIDDLE;
  for (let part = 0; part < 3; part++) {
    for (; at < end; at += 16) {
      const even = nextEven(at, at + toOdd, upper, unit, matrix);
      const odd = nextOdd(at, at + toEven, upper, unit, matrix);
      v128.store(at, even);
      v128.store(at, odd, ODD);
    }
    if (part == 0) {
      wrap(state);
      end += 16;
    } else {
      toOdd = BACK_ODD;
      toEven = BACK_EVEN;
      end = state + HALF_BYTES;
    }
  }
}

/** The word at a position, not tempered. */
// @ts-ignore: decorator
@inline
export function wordAt(state: usize, position: i32): u32 {
  return load<u32>(state + (<usize>(position >> 1) << 2) + (position & 1 ? ODD : 0));
}

/** Takes the words as torch orders them, from `words`. */
export function loadState(state: usize, words: usize): void {
  for (const end = words + WORDS * 4; words < end; words += 32) {
    const low = v128.load(words);
    const high = v128.load(words, 16);
    v128.store(state, v128.shuffle<i32>(low, high, 0, 2, 4, 6));
    v128.store(state, v128.shuffle<i32>(low, high, 1, 3, 5, 7), ODD);
    state += 16;
  }
}

/** Gives the words as torch orders them, to `words`. */
export function storeState(state: usize, words: usize): void {
  for (const end = words + WORDS * 4; words < end; words += 32) {
    const even = v128.load(state);
    const odd = v128.load(state, ODD);
    v128.store(words, v128.shuffle<i32>(even, odd, 0, 4, 1, 5));
    v128.store(words, v128.shuffle<i32>(even, odd, 2, 6, 3, 7), 16);
    state += 16;
  }
}
