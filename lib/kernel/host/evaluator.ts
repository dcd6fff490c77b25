import { promiseHooks } from "node:v8";
import { OwnSession } from "../inspector/index.ts";

/** How an evaluation ended: a value, something thrown, or an interrupt. */
export type Evaluation =
  | { status: "value"; value: unknown }
  | {
      status: "thrown";
      value: unknown;
      /** Where V8 saw it, if it says so: also in code that it cannot compile. */
      frame?: string;
    }
  | { status: "terminated" };

interface RemoteObject {
  type: string;
  value?: unknown;
  objectId?: string;
  unserializableValue?: string;
}

interface ExceptionDetails {
  exception?: RemoteObject;
  scriptId?: string;
  /** 0-based. */
  lineNumber: number;
  columnNumber: number;
}

interface EvaluateResult {
  result: RemoteObject;
  exceptionDetails?: ExceptionDetails;
}

/**
 * Evaluates code in the main thread's global scope as a REPL does. The session is the thread's own:
 * what another thread's session evaluates cannot be interrupted.
 */
export class Evaluator {
  readonly #session = new OwnSession();
  readonly #captureId: string;
  readonly #held = new Set<object>();
  #captured: unknown;

  constructor() {
    this.#captureId = this.#exposeCapture();
  }

  /**
   * Evaluates code, `awaits` saying whether it has a top-level await; `ended` may never be called
   * when the code awaits or is interrupted.
   */
  evaluate(code: string, awaits: boolean, ended: (evaluation: Evaluation) => void): void {
    const release = awaits ? this.#holdNextPromise() : () => {};
    const parameters = {
      expression: code,
      replMode: true,
      awaitPromise: true,
      objectGroup: "cell",
    };
    this.#session.post<EvaluateResult>("Runtime.evaluate", parameters, (answer) => {
      if (answer === undefined) {
        ended({ status: "terminated" });
        return;
      }
      release();
      const { result, exceptionDetails } = answer;
      const value = this.#take(exceptionDetails?.exception ?? result);
      this.#session.ask("Runtime.releaseObjectGroup", { objectGroup: "cell" });
      if (exceptionDetails === undefined) ended({ status: "value", value });
      else ended({ status: "thrown", value, ...frameOf(exceptionDetails, code) });
    });
  }

  /** The value of a variable; undefined if there is none, or to look at it would run code. */
  lookUp(name: string): unknown {
    const answer = this.#session.ask<EvaluateResult>("Runtime.evaluate", {
      expression: name,
      silent: true,
      throwOnSideEffect: true,
      objectGroup: "looked up",
    });
    if (answer === undefined) return undefined;
    const value = answer.exceptionDetails === undefined ? this.#take(answer.result) : undefined;
    this.#session.ask("Runtime.releaseObjectGroup", { objectGroup: "looked up" });
    return value;
  }

  /**
   * Keeps the promise of the cell itself, the next one to be made, until the cell has ended; for
   * ever if it never does. Otherwise the garbage collector takes the promise of a cell that waits
   * for nothing, the inspector calls back in the middle of the collection, and Node aborts.
   */
  #holdNextPromise(): () => void {
    let held: object | undefined;
    const stop = promiseHooks.onInit((promise) => {
      held = promise;
      this.#held.add(promise);
      stop();
    });
    return () => {
      if (held !== undefined) this.#held.delete(held);
    };
  }

  /** Lets go of the main thread. */
  dispose(): void {
    this.#session.dispose();
  }

  /** The value itself behind the inspector's description of it. */
  #take({ type, value, objectId, unserializableValue }: RemoteObject): unknown {
    if (objectId === undefined && unserializableValue === undefined) {
      return type === "object" && value === undefined ? null : value;
    }
    const argument = objectId === undefined ? { unserializableValue } : { objectId };
    this.#session.ask("Runtime.callFunctionOn", {
      objectId: this.#captureId,
      functionDeclaration: "function (value) { this(value); }",
      // As an argument, not as `this`: no trap or getter of the value is touched.
      arguments: [argument as { objectId: string }],
      silent: true,
    });
    const taken = this.#captured;
    this.#captured = undefined;
    return taken;
  }

  #exposeCapture(): string {
    const name = "__capture";
    const capture = (value: unknown): void => {
      this.#captured = value;
    };
    Object.defineProperty(globalThis, name, { value: capture, configurable: true });
    const parameters = { expression: name };
    const answer = this.#session.ask<EvaluateResult>("Runtime.evaluate", parameters);
    Reflect.deleteProperty(globalThis, name);
    return answer?.result.objectId ?? "";
  }
}

function frameOf(
  { scriptId, lineNumber, columnNumber }: ExceptionDetails,
  code: string,
): { frame?: string } {
  try {
    const [, url] = /\/\/# sourceURL=(.*)\s*$/.exec(code) ?? [];
    if (scriptId === undefined || url === undefined) return {};
    return { frame: `    at ${url}:${lineNumber + 1}:${columnNumber + 1}` };
  } catch {
    // A cell has broken what that takes. The inspector swallows what its callbacks throw.
    return {};
  }
}
