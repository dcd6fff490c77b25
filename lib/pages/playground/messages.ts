import type { Settings } from "./model/settings.ts";
import type { View } from "./model/view.ts";

/** What the page says to its worker: a file that the library reads, or what to show. */
export type FromPage =
  | { readonly type: "data"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: "show"; readonly settings: Settings };

/** What the worker answers to settings, one answer to each: what these settings show. */
export type Answer =
  | { readonly settings: Settings; readonly view: View }
  | { readonly failure: string };
