import type {
  CompletionItem,
  CompletionList,
  Hover,
  SignatureHelp as ProtocolSignatureHelp,
} from "vscode-languageserver-protocol";
import { diagnosticsOf } from "./checker.ts";
import { type Completions, completionsOf } from "./completion.ts";
import { Draft } from "./draft.ts";
import { type Inspection, inspectionOf } from "./inspection.ts";
import { plainText } from "./markup.ts";
import { PREFIX } from "./project.ts";
import type { Scope } from "./scope.ts";
import type { LanguageServer } from "./server.ts";
import { type SignatureHelp, signatureHelpOf } from "./signature.ts";
import { TextPositions } from "./text-position.ts";

/** What no type has as a member. */
const ANY_NAME = `${PREFIX}any`;

/** What code assistance needs of its service. */
interface CodeAssistOptions {
  scope: Scope;
  /** Puts a draft into its document, with documentation. */
  put: (draft: Draft) => { file: string; headerLines: number };
}

/** Answers what an editor asks about a cell that is being written. */
export class CodeAssist {
  readonly #scope: Scope;
  readonly #put: CodeAssistOptions["put"];

  constructor({ scope, put }: CodeAssistOptions) {
    this.#scope = scope;
    this.#put = put;
  }

  /** Proposals at an offset, best first. */
  async complete(server: LanguageServer, source: string, offset: number): Promise<Completions> {
    const { file, headerLines, positions, at } = this.#show(source);
    const list = await server.ask<CompletionList | CompletionItem[] | null>("completion", file, {
      position: at(offset),
      context: { triggerKind: 1 },
    });
    return completionsOf(list, { source, offset, headerLines, positions, scope: this.#scope });
  }

  /** Whether by its type an expression has members of any name. */
  async isOpen(server: LanguageServer, expression: string): Promise<boolean> {
    const { file } = this.#show(`void (${expression}.${ANY_NAME});`);
    return !(await diagnosticsOf(server, file)).some((item) => item.severity === 1);
  }

  /** What is known of the name at an offset, or that ends there; else of the call around it. */
  async inspect(
    server: LanguageServer,
    source: string,
    offset: number,
  ): Promise<Inspection | undefined> {
    const { file, headerLines, positions, at } = this.#show(source);
    const endsName = /[\p{ID_Continue}$]$/u.test(source.slice(0, offset));
    for (const place of endsName ? [offset, offset - 1] : [offset]) {
      const hover = await server.ask<Hover | null>("hover", file, { position: at(place) });
      const found = inspectionOf(hover, positions, headerLines, place);
      if (found) return this.#remembered(source, found);
    }
    const help = await signatureAt(server, file, at(offset));
    return help && { start: offset, end: offset, markdown: help.markdown, text: help.text };
  }

  /** The overloads of the call around an offset. */
  async signature(
    server: LanguageServer,
    source: string,
    offset: number,
  ): Promise<SignatureHelp | undefined> {
    const { file, at } = this.#show(source);
    return signatureAt(server, file, at(offset));
  }

  /** Puts a source into a document; `at` gives the place of an offset there. */
  #show(source: string) {
    const { file, headerLines } = this.#put(new Draft(source, this.#scope));
    const positions = new TextPositions(source);
    const at = (offset: number) => {
      const { line, character } = positions.position(offset);
      return { line: line + headerLines, character };
    };
    return { file, headerLines, positions, at };
  }

  /** An inspection with the documentation of a name whose document was evicted. */
  #remembered(source: string, found: Inspection): Inspection {
    const name = source.slice(found.start, found.end);
    const binding = this.#scope.values.get(name);
    if (binding?.cell !== undefined || binding?.markdown === undefined) return found;
    // The name may be another's: a member, or a variable of a function.
    const isSame = binding.markdown.startsWith(found.markdown.replace(/\n```$/, ""));
    if (!isSame) return found;
    return { ...found, markdown: binding.markdown, text: plainText(binding.markdown) };
  }
}

async function signatureAt(
  server: LanguageServer,
  file: string,
  position: { line: number; character: number },
): Promise<SignatureHelp | undefined> {
  return signatureHelpOf(
    await server.ask<ProtocolSignatureHelp | null>("signatureHelp", file, { position }),
  );
}
