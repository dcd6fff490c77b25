import { CellSyntaxError } from "../cell/index.ts";
import { syntaxErrorOutput } from "../display/index.ts";
import type { Json } from "../wire/index.ts";
import { type CellCompilation, explainSyntaxError } from "./cell-compilation.ts";
import type { CellRunner } from "./cell-runner.ts";
import type { Cells } from "./cells.ts";
import { INTERRUPTED } from "./error-outputs.ts";
import type { Publisher } from "./interpreter.ts";
import type { Language } from "./language.ts";
import type { Tracebacks } from "./traceback.ts";

/** What user expressions are evaluated with. */
export interface UserExpressionsOptions {
  compilation: CellCompilation;
  runner: CellRunner;
  cells: Cells;
  language: Language;
  tracebacks: Tracebacks;
}

/** The expressions that a request asks for besides its cell. */
export class UserExpressions {
  readonly #options: UserExpressionsOptions;

  constructor(options: UserExpressionsOptions) {
    this.#options = options;
  }

  /** Evaluates expressions by name, as the protocol answers them; what they print is the cell's. */
  async evaluate(
    expressions: Record<string, string>,
    publisher: Publisher,
  ): Promise<Record<string, Json>> {
    const results: Record<string, Json> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      results[name] = await this.#evaluate(String(expression), publisher);
    }
    return results;
  }

  async #evaluate(expression: string, publisher: Publisher): Promise<Json> {
    const { compilation, runner, cells, language, tracebacks } = this.#options;
    const cell = cells.open(publisher);
    try {
      const compiled = await compilation.compile(expression, { url: `Expression[${cell.id}]` });
      if (compiled instanceof CellSyntaxError) {
        const error = await explainSyntaxError(compiled, expression, language.now?.service);
        return { status: "error", ...syntaxErrorOutput(error, "Expression") };
      }
      tracebacks.add({ compiled, title: "Expression" });
      // Programs ask these, and read the text: it has no colours.
      const result = await runner.run(cell, compiled, { result: "plain" });
      if (result.status === "error") return { status: "error", ...tracebacks.render(result.error) };
      if (result.status !== "ok") return { status: "error", ...INTERRUPTED };
      const { data = { "text/plain": "undefined" }, metadata = {} } = result.display ?? {};
      return { status: "ok", data, metadata };
    } finally {
      cells.closeAside(cell);
    }
  }
}
