/** The modules that the conformance cells import, by specifier. */
export function fixtureModules(): Map<string, () => unknown> {
  let count = 0;
  const fixture = {
    default: "default",
    it: "named",
    other: "other",
    "a-b": "dashed",
    get counter() {
      return count;
    },
    count: () => {
      count += 1;
    },
  };
  return new Map<string, () => unknown>([
    ["fixture", () => fixture],
    [
      "broken",
      () => {
        throw new Error("broken module");
      },
    ],
  ]);
}
