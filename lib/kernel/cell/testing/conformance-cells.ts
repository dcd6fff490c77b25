import { constantCases } from "./constant-cases.ts";
import { nameCases } from "./name-cases.ts";
import { placeCases } from "./place-cases.ts";
import { previousValueCases } from "./previous-value-cases.ts";
import { redeclarationCases } from "./redeclaration-cases.ts";
import { scopeCases } from "./scope-cases.ts";
import { typescriptCases } from "./typescript-cases.ts";
import { valueCases } from "./value-cases.ts";

/** The table that every host of the compiler must come to. */
export const conformanceCases = [
  ...valueCases,
  ...scopeCases,
  ...redeclarationCases,
  ...previousValueCases,
  ...constantCases,
  ...nameCases,
  ...typescriptCases,
  ...placeCases,
];
