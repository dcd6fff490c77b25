/** Where every draw takes its bits from: torch's generator, or a seedrandom one. */
export interface RandomSource {
  /** The next 32 random bits, as an integer in [0, 2^32). */
  uint32(): number;
  /** The next number, uniform in [0, 1). */
  random(): number;
  /** The second half of a Box-Muller pair, kept for the next normal draw. */
  spareNormal: number | undefined;
}
