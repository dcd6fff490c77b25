/** The compiler options of a tsconfig that bear on what is written. */
const FORWARDED = [
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
  "experimentalDecorators",
  "useDefineForClassFields",
] as const;

/** What a tsconfig's compiler options and the pragmas of a source ask of esbuild for this source. */
export function emitOptions(
  given: Readonly<Record<string, unknown>>,
  source: string,
): Record<string, unknown> {
  const names = FORWARDED.filter((name) => name in given);
  const options = Object.fromEntries(names.map((name) => [name, given[name]]));
  // As TypeScript has it: whoever names where the functions come from means to import them.
  const isAutomatic = /@jsxImportSource\s/.test(source) && !/@jsxRuntime\s/.test(source);
  // Elsewhere another tool would turn into calls what "preserve" leaves; here nothing does.
  const isLeft = options.jsx === "preserve" || options.jsx === "react-native";
  return isAutomatic || isLeft ? { ...options, jsx: "react-jsx" } : options;
}
