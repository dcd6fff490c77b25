/** How many masks the sums of the hundred neurons are drawn with. */
export const DRAWS = 2_000;

/** The steps between two judgements of a net. */
export const JUDGED_EVERY = 10;

/** The plane's points lie within this distance of the middle, but for a few. */
export const REACH = 1.5;

/** How many examples a net is judged by. */
export const HELD_OUT = { plane: 200, digits: 500 };
