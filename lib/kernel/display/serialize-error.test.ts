import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { SerializedError } from "../link/messages.ts";
import { serializeError } from "./serialize-error.ts";

const describeError = (error: unknown) => serializeError(error, () => []);

describe("a thrown error", () => {
  it("has its class's name, where it was given none of its own", () => {
    class ValidationError extends Error {}
    class Deeper extends ValidationError {}
    class Named extends Error {
      override name = "Given";
    }
    class Inherits extends Named {}
    class ByPrototype extends Error {}
    Object.assign(ByPrototype.prototype, { name: "Shared" });
    class InheritsShared extends ByPrototype {}
    const named = [
      new ValidationError("m"),
      new Deeper("m"),
      new Named("m"),
      new Inherits("m"),
      new InheritsShared("m"),
      new (class extends TypeError {})("m"),
      new TypeError("m"),
      new DOMException("m", "AbortError"),
      Object.assign(new ValidationError("m"), { constructor: 5 }),
    ].map((error) => describeError(error).name);
    expect(named).toEqual([
      "ValidationError",
      "Deeper",
      "Given",
      "Given",
      "Shared",
      "TypeError",
      "TypeError",
      "AbortError",
      "Error",
    ]);
  });

  it("has its class's name whatever that ends in, and of whatever realm it is", () => {
    class NotFound extends TypeError {}
    class Several extends AggregateError {}
    class Aborted extends DOMException {}
    const foreign = runInNewContext("class Far extends RangeError {}; new Far('m')");
    const named = [
      new NotFound("m"),
      new Several([]),
      new Aborted("m"),
      new Aborted("m", "AbortError"),
      new DOMException("m"),
      foreign,
      Object.create(Error.prototype),
    ].map((error) => describeError(error).name);
    expect(named).toEqual([
      "NotFound",
      "Several",
      "Aborted",
      "AbortError",
      "Error",
      "Far",
      "Error",
    ]);
  });

  it("is seen behind a proxy that hides it", () => {
    const hidden = new Proxy(new TypeError("m"), {
      get() {
        throw new Error("no");
      },
    });
    expect(describeError(hidden)).toMatchObject({ name: "TypeError", message: "m" });
    expect(describeError(new Proxy({ a: 1 }, {})).text).toBe("{ a: 1 }");
  });

  it("says where it holds itself, in a cause, a list or a property", () => {
    const outer: Error & { self?: unknown; errors?: unknown } = new Error("outer");
    outer.cause = new Error("inner", { cause: outer });
    outer.errors = [outer, "no error"];
    outer.self = outer;
    const nested = describeError(outer).nested ?? [];
    expect(nested.map(([label, held]) => [label, typeof held === "string" ? held : "…"])).toEqual([
      ["cause", "…"],
      ["errors[0]", "[Circular]"],
      ["errors[1]", "…"],
      ["self", "[Circular]"],
    ]);
    expect((nested[0]?.[1] as SerializedError | undefined)?.nested).toEqual([
      ["cause", "[Circular]"],
    ]);
  });

  it("shows of a thousand causes the first ones and the last", () => {
    let chain = new TypeError("root");
    for (let link = 1; link <= 1000; link++) chain = new Error(`link ${link}`, { cause: chain });
    const labels: string[] = [];
    let thrown: SerializedError | string | undefined = describeError(chain);
    let last = "";
    while (typeof thrown === "object") {
      last = thrown.message;
      const [label, held]: [string?, (SerializedError | string)?] = thrown.nested?.[0] ?? [];
      if (label !== undefined) labels.push(label);
      thrown = held;
    }
    expect(labels).toEqual([...Array(5).fill("cause"), "… 994 more causes, and the last"]);
    expect(last).toBe("root");
  });

  it("does not go round in a long chain of causes that ends in itself", () => {
    const links = Array.from({ length: 100 }, (_, link) => new Error(`link ${link}`));
    for (const [index, link] of links.entries()) link.cause = links[index + 1] ?? links[50];
    expect(JSON.stringify(describeError(links[0]))).toContain("[Circular]");
  });

  it("describes few of many errors in errors", () => {
    const many = (depth: number): Error =>
      depth === 0
        ? new Error("m")
        : new AggregateError(Array.from({ length: 10 }, () => many(depth - 1)));
    expect(JSON.stringify(describeError(many(4))).length).toBeLessThan(20_000);
    expect(describeError(new AggregateError(Array(12).fill(5))).nested?.at(-1)).toEqual([
      "errors",
      "… 2 more",
    ]);
  });

  it("cuts a message, a name, properties and frames of a book's length", () => {
    const error = new Error("m".repeat(5_000_000));
    error.name = "N".repeat(5_000_000);
    error.stack = `${error.name}\n${"    at f (file.js:1:1)\n".repeat(100_000)}`;
    Object.assign(error, { list: Array(1000).fill(Array(100).fill("x".repeat(1000))) });
    const { name, message, properties = "", more } = serializeError(error, () => undefined);
    expect(message).toMatch(/^m{16384}\n… 4983616 more characters$/);
    expect(name).toMatch(/^N{200}…$/);
    expect(properties).toMatch(/\n… \d+ more characters$/);
    expect(more).toBe("… 99800 more frames");
    const lines = describeError(new Error("line\n".repeat(1_000_000))).message;
    expect(lines).toMatch(/^(line\n){200}… 4999001 more characters$/);
    expect(JSON.stringify(serializeError(error, () => undefined)).length).toBeLessThan(100_000);
  });

  it("shows its code, unless its message says it", () => {
    const coded = (message: string, code: unknown) =>
      describeError(Object.assign(new Error(message), { code })).properties;
    expect(coded("not allowed", "E_DENIED")).toBe("{ code: 'E_DENIED' }");
    expect(coded("not allowed", 7)).toBe("{ code: 7 }");
    expect(coded("ENOENT: no such file", "ENOENT")).toBeUndefined();
  });
});
