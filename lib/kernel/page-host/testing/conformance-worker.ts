import { CellSyntaxError, type Lower } from "../../cell/index.ts";
import { conformanceCases } from "../../cell/testing/conformance-cells.ts";
import { fixtureModules } from "../../cell/testing/fixture-modules.ts";
import { WorkerHost } from "../../cell/testing/worker-host.ts";
import { lowerWithBabel } from "../lower-with-babel.ts";
import { trustedEval } from "../trusted-eval.ts";

/** What came of the cells of one case, as data. */
export interface CaseOutcome {
  title: string;
  hasValue?: boolean;
  value?: unknown;
  error?: string;
  at?: (number | undefined)[];
  /** Of a cell that does not compile. */
  syntax?: [line: number, column: number];
  message?: string;
}

const evaluate = trustedEval();
let lower: Lower | undefined;

async function outcomeOf(title: string, cells: readonly string[]): Promise<CaseOutcome> {
  const host = new WorkerHost({ evaluate, ...(lower === undefined ? {} : { lower }) });
  for (const [name, module] of fixtureModules()) host.modules.set(name, module);
  try {
    let found: CaseOutcome = { title };
    for (const cell of cells) {
      const { compiled, value, error } = await host.run(cell);
      const [place] = host.places(error);
      found =
        error === undefined
          ? { title, hasValue: compiled.hasValue, value }
          : { title, error: String(error), at: [place?.cell, place?.line, place?.column] };
    }
    return found;
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    return { title, syntax: [error.line, error.column], message: error.message };
  } finally {
    host.dispose();
  }
}

const realm = globalThis as unknown as {
  postMessage(outcome: CaseOutcome): void;
  onmessage: (event: { data: string }) => void;
};

async function runAll(): Promise<void> {
  for (const { title, cells } of conformanceCases) realm.postMessage(await outcomeOf(title, cells));
}

// The page begins with the script that lowers. It hears of errors, of rejections not.
realm.onmessage = ({ data }) => {
  lower = lowerWithBabel(() => evaluate(data));
  runAll().catch((error: unknown) =>
    setTimeout(() => {
      throw error;
    }),
  );
};
