// For the other rooms of this package only.
export { type LinePoint, strongWolfe } from "./strong-wolfe.ts";
