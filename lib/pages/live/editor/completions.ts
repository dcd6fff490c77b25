import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { localCompletionSource } from "@codemirror/lang-javascript";
import type { CompletedNames } from "dropout-lab-kernel/page-host";
import { type CompletionPlace, completionPlace } from "./completion-place.ts";
import { documentationCard } from "./documentation-card.ts";
import { importAndInsert } from "./import-and-insert.ts";
import { KEYWORDS, TYPES } from "./keywords.ts";
import type { Documentation, NotebookNames } from "./notebook-names.ts";

/** Where an editor's completions come from. */
export interface CompletionSources {
  /** What the session knows at an offset of a source: its names, properties, packages. */
  readonly complete?: (source: string, offset: number) => Promise<CompletedNames>;
  /** What the cells and their packages bring, also before they run. */
  readonly names?: NotebookNames;
}

/** The names that fit at the cursor, those from nearby first. */
export async function completions(
  context: CompletionContext,
  sources: CompletionSources,
): Promise<CompletionResult | null> {
  const place = completionPlace(context.state, context.pos, context.explicit);
  if (place === undefined) return null;
  const session = await sources.complete?.(context.state.doc.toString(), context.pos);
  const known = (session?.names ?? []).map(
    ({ label, detail }): Completion => ({ label, ...(detail && { detail }) }),
  );
  switch (place.kind) {
    case "specifier":
      return result(session?.from ?? place.from, known, /^[^"'`]*$/);
    case "export":
      return result(place.from, (sources.names?.exportsOf(place.specifier) ?? []).map(documented));
    case "property":
      return result(place.from, [...membersOf(place.object, sources.names), ...known]);
    case "name":
      return result(place.from, namesAt(place, context, sources.names, known));
  }
}

/** The first of each name is taken. */
function result(
  from: number,
  options: readonly Completion[],
  validFor = /^[\w$]*$/,
): CompletionResult {
  const first = new Map<string, Completion>();
  for (const one of options) if (!first.has(one.label)) first.set(one.label, one);
  return { from, options: [...first.values()], validFor };
}

function namesAt(
  place: Extract<CompletionPlace, { kind: "name" }>,
  context: CompletionContext,
  names: NotebookNames | undefined,
  known: readonly Completion[],
): Completion[] {
  const local = localCompletionSource(context)?.options ?? [];
  const imported = (names?.imported() ?? []).map((one): Completion => {
    const about = names?.documentation(one);
    return about ? { ...documented(about), label: one.name, boost: 1 } : { label: one.name };
  });
  const declared = (names?.declared() ?? []).map((label): Completion => ({ label, boost: 1 }));
  const keywords = (place.inType ? TYPES : KEYWORDS).map(
    (label): Completion => ({ label, detail: "keyword", boost: -1 }),
  );
  const others = (names?.exportsOf() ?? []).map(
    (one): Completion => ({ ...documented(one), boost: -2, apply: importAndInsert(one) }),
  );
  const labels = local.map(({ label }): Completion => ({ label, boost: 2 }));
  const own = [...imported, ...labels, ...declared];
  return [...own, ...known, ...keywords, ...others];
}

/** What a package exports, where the object is all of it: `import * as nn`. */
function membersOf(object: string | undefined, names: NotebookNames | undefined): Completion[] {
  const whole = names?.imported().find(({ name, exported }) => name === object && exported === "*");
  return (whole && names?.exportsOf(whole.specifier).map(documented)) ?? [];
}

function documented(about: Documentation): Completion {
  return { label: about.name, detail: about.specifier, info: () => documentationCard(about) };
}
