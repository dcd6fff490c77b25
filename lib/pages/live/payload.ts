/// <reference lib="dom" />
import type { BundledModules } from "dropout-lab-kernel/page-host";
import type { Typesetter } from "../rendering/index.ts";

/** A notebook whose cells run in its page: what the page knows of it beside what it shows. */
export interface LiveNotebookData {
  /** The key under which the reader's browser keeps what belongs to the page; see `KnownLesson`. */
  readonly page: string;
  readonly title: string;
  /** That of the notebook. */
  readonly metadata: object;
  readonly cells: readonly LiveCellData[];
  /** What the library's rooms that the notebook imports export, for completion. */
  readonly completions: Completions;
}

/** A cell as it is written. One that the page does not show is among them too, since others need it. */
export interface LiveCellData {
  /** The `data-cell` of its element in the page. */
  readonly id: string;
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
  readonly metadata: object;
  /** The pictures that come with its Markdown. */
  readonly attachments?: Readonly<Record<string, Record<string, unknown>>> | undefined;
  readonly executionCount: number | null;
}

/** By specifier and name: the signature, and the first sentence of the documentation. */
export type Completions = Readonly<
  Record<string, Readonly<Record<string, readonly [signature: string, summary: string]>>>
>;

/** The JSON that is packed in the page's `#live-notebook`. */
export interface LiveNotebookScript {
  readonly data: LiveNotebookData;
  /** See `BundledModules`. */
  readonly missing: BundledModules["missing"];
}

/** The page's one policy of Trusted Types. What it makes is trusted, which no type of the DOM tells. */
export interface TrustedPolicy {
  /** For what is sanitised already, and for DOMPurify itself. */
  createHTML(html: string): string;
  createScript(text: string): string;
  createScriptURL(url: string): string;
}

/** What a page needs of plotly.js. */
export interface Plotly {
  react(
    target: HTMLElement,
    data: readonly unknown[],
    layout: object,
    config: object,
  ): Promise<unknown>;
  purge(target: HTMLElement): void;
}

/** What the page unpacks for the script that makes it live. */
export interface UnpackedParts {
  readonly data: LiveNotebookData;
  /** The worker's script. */
  readonly worker: string;
  /** The script by which the worker lowers syntax, where cells need it. */
  readonly lowering: string | undefined;
  readonly modules: BundledModules;
  readonly policy: TrustedPolicy;
  /** Unpacks plotly.js when it is first asked for. */
  readonly plotly: () => Promise<Plotly>;
  /** Unpacks what sets mathematics when it is first asked for; absent where no cell shows any. */
  readonly mathematics?: (() => Promise<Typesetter>) | undefined;
}

declare global {
  /** Set by the script that sets mathematics. */
  var dropoutLabMathematics: Typesetter | undefined;
  /** Set by the script that makes a page live. */
  var dropoutLab: { live(parts: UnpackedParts): void } | undefined;
}
