/** What `elementwise` of the module is asked for; wasm/assembly/elementwise.ts has the same numbers. */
export const ELEMENTWISE = {
  add: 0,
  sub: 1,
  mul: 2,
  div: 3,
  maximum: 4,
  minimum: 5,
  /** The left number, but at least the right one; -0 and NaN stay. */
  atLeast: 6,
  atMost: 7,
  /** The left number where the right one is above 0 or NaN, else 0. */
  reluBackward: 8,
  /** These have no right operand. */
  sqrt: 9,
  abs: 10,
  round: 11,
  floor: 12,
  ceil: 13,
  trunc: 14,
} as const;

/** Whether the second operand has one number for each row, and on which side it stands then. */
export const ONCE = { neither: 0, right: 1, left: 2 } as const;
