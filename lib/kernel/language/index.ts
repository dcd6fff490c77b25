export type { Completion, Completions } from "./completion.ts";
export type { CellDiagnostic, RelatedInformation } from "./diagnostic.ts";
export type { Inspection } from "./inspection.ts";
export { type LanguageOptions, LanguageService } from "./language-service.ts";
export type { VarUses } from "./previous-values.ts";
export type { DeclaredName } from "./scope.ts";
export type { Signature, SignatureHelp } from "./signature.ts";
