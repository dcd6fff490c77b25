/// <reference lib="dom" />
import { KERNEL_FRAME } from "../kernel-frame.ts";
import type {
  Answer,
  BundledModules,
  CellOutput,
  CommMessage,
  CompletedNames,
} from "../messages.ts";
import { PageKernel, type RunResult } from "../page-kernel.ts";
import { sealedPolicy } from "./page-policy.ts";

let kernel: PageKernel | undefined;
const outputs: CellOutput[] = [];
const deaths: string[] = [];

/** What a test calls in the page. */
export interface KernelPage {
  startKernel(script: string, modules: BundledModules): void;
  runCell(source: string, title: string): Promise<{ result: RunResult; outputs: CellOutput[] }>;
  restartKernel(): Promise<void>;
  completeNames(source: string): Promise<CompletedNames>;
  sendComm(message: CommMessage): void;
  answerInput(answer: Answer): void;
  /** What was shown since the last call. */
  takeOutputs(): CellOutput[];
  /** What was told of workers that have died. */
  deaths(): string[];
  /** Which ways to evaluate text are open to the page's own code: none should be. */
  evaluatedInPage(): Promise<string[]>;
}

const page: KernelPage = {
  startKernel(script, modules) {
    kernel = new PageKernel({
      frame: sealedPolicy().createHTML(KERNEL_FRAME),
      script,
      modules,
      output: (output) => outputs.push(output),
      died: (reason) => deaths.push(reason),
    });
  },
  async runCell(source, title) {
    if (kernel === undefined) throw new Error("runCell: startKernel must come first");
    const result = await kernel.run(source, { title });
    return { result, outputs: outputs.splice(0) };
  },
  completeNames(source) {
    if (kernel === undefined) throw new Error("completeNames: startKernel must come first");
    return kernel.complete(source, source.length);
  },
  sendComm(message) {
    kernel?.sendComm(message);
  },
  answerInput(answer) {
    kernel?.answerInput(answer);
  },
  takeOutputs: () => outputs.splice(0),
  deaths: () => deaths,
  async restartKernel() {
    await kernel?.restart();
  },
  evaluatedInPage() {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown };
    };
    const ways: Record<string, () => unknown> = {
      cells: () => trustedTypes.createPolicy("cells", {}),
      default: () => trustedTypes.createPolicy("default", {}),
      // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
      eval: () => globalThis.eval("1"),
      Function: () => new Function("1"),
      innerHTML: () => {
        document.body.innerHTML = "<b>bold</b>";
      },
    };
    const isOpen = (way: () => unknown) => {
      try {
        way();
        return true;
      } catch {
        return false;
      }
    };
    // Later: what a driver calls may evaluate text while the call lasts.
    return new Promise((resolve) => {
      setTimeout(() => resolve(Object.keys(ways).filter((name) => isOpen(ways[name] as () => 1))));
    });
  },
};

Object.assign(globalThis, page);
