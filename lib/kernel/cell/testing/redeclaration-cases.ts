import type { ConformanceCase } from "./conformance-case.ts";

const redeclarations = {
  const: "const it = 'const'",
  let: "let it = 'let'",
  var: "var it = 'var'",
  function: "function it() {}",
  class: "class it {}",
  enum: "enum it { A }",
  namespace: "namespace it { export const a = 1 }",
  import: "import it from 'fixture'",
  destructured: "const { it, ...rest } = { it: 'destructured', other: 1 }",
  using: "using it = null",
};

const kinds: Record<keyof typeof redeclarations, string> = {
  const: "string",
  let: "string",
  var: "string",
  function: "function",
  class: "function",
  enum: "object",
  namespace: "object",
  import: "string",
  destructured: "string",
  using: "object",
};

/** Any kind of declaration replaces any other, seen through a function of the first cell. */
export const redeclarationCases: ConformanceCase[] = Object.entries(redeclarations).flatMap(
  ([from, first]) =>
    Object.entries(redeclarations).map(([to, second]) => ({
      title: `${to} redeclares ${from}`,
      cells: [`${first}\nfunction look() { return typeof it }`, second, "[typeof it, look()]"],
      value: [kinds[to as keyof typeof kinds], kinds[to as keyof typeof kinds]],
    })),
);
