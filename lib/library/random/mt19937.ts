/** How many 32-bit words a state has. */
export const WORDS = 624;
const MIDDLE = 397;

/**
 * The Mersenne Twister of Matsumoto and Nishimura (1998), as torch's CPU generator runs it.
 * The words are signed because V8 keeps signed 32-bit integers unboxed.
 */
export class Mt19937 {
  readonly words: Int32Array = new Int32Array(WORDS);
  /** The index of the next word; 624 means that the next draw twists first. */
  next: number = WORDS;
  /** True until the first twist; torch's saved state tells "just seeded" from "used up". */
  untouched = true;

  constructor(seed: number) {
    this.seed(seed);
  }

  /** Fills the state from the low 32 bits of `seed`. */
  seed(seed: number): void {
    const { words } = this;
    words[0] = seed;
    for (let i = 1; i < WORDS; i++) {
      const before = words[i - 1] as number;
      words[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.next = WORDS;
    this.untouched = true;
  }

  /** The next word, tempered, as an integer in [0, 2^32). */
  draw(): number {
    if (this.next === WORDS) this.twist();
    return temper(this.words[this.next++] as number) >>> 0;
  }

  /** Makes the next 624 words. */
  twist(): void {
    const { words } = this;
    const last = WORDS - 1;
    let i = 0;
    for (; i < WORDS - MIDDLE; i++) {
      words[i] = (words[i + MIDDLE] as number) ^ mix(words[i] as number, words[i + 1] as number);
    }
    for (; i < last; i++) {
      words[i] =
        (words[i + MIDDLE - WORDS] as number) ^ mix(words[i] as number, words[i + 1] as number);
    }
    words[last] = (words[MIDDLE - 1] as number) ^ mix(words[last] as number, words[0] as number);
    this.next = 0;
    this.untouched = false;
  }
}

function mix(upper: number, lower: number): number {
  const joined = (upper & 0x80000000) | (lower & 0x7fffffff);
  return (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
}

/** Spreads a word's bits evenly; the result is signed. */
export function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}
