import { makeReadable } from "./make-readable.ts";

makeReadable();
