import { describe, describeReturned } from "../check-number.ts";
import { seeded } from "../seeded.ts";
import { correct, incorrect, type Verdict } from "../verdict.ts";
import { type VerifyCase, verifyCases } from "./verify-cases.ts";

/** What the third exercise asks for: whether y can be the output of dropout for x. */
export type Verify = (x: number[], y: number[], p: number) => boolean;

/**
 * Judges a verify by what it says to many outputs, right and wrong ones. They are asked in an order
 * that is another each time, and each twice: what counts its calls, or remembers them, says
 * something else the second time. The numbers in them are drawn anew for each check, but for a seed;
 * what a function of x, y and p alone gets wrong by more than they differ, it gets wrong always.
 *
 * @param seed a whole number from 0 to 2^32 - 1
 */
export function checkVerify(
  answer: Verify,
  why: string,
  seed = Math.floor(Math.random() * 4294967296),
): Verdict {
  const given: unknown = answer;
  if (typeof given !== "function") {
    return incorrect(`The answer must be a function, and this is ${describe(given)}.`);
  }
  const cases = verifyCases(seeded(seed));
  const order = seeded(seed + 1);
  const said = new Map<VerifyCase, unknown>();
  for (const asked of shuffled(cases, order)) said.set(asked, ask(answer, asked));
  const first = cases.map((asked) => said.get(asked));
  const odd = first.findIndex((value) => typeof value !== "boolean");
  if (odd >= 0) {
    const kind = describeReturned(first[odd]);
    return incorrect(`verify must return true or false, and it returned ${kind}.`);
  }
  if (shuffled(cases, order).some((asked) => ask(answer, asked) !== said.get(asked))) {
    return incorrect(
      "Asked the same twice, it said once yes and once no. The answer must come from x, y and p alone.",
    );
  }
  if (first.every((value) => value === true)) {
    return incorrect(
      "It says yes to everything, even where kept values are not scaled. Look at every element: 0, or x / (1 − p)?",
    );
  }
  const wrong = cases.find((asked) => said.get(asked) !== asked.expected);
  return wrong === undefined ? correct(why) : incorrect(wrong.reason);
}

function ask(answer: Verify, { x, y, p }: VerifyCase): unknown {
  return answer([...x], [...y], p);
}

/** The same in another order. */
function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
