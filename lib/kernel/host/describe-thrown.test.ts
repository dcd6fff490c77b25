import { describe, expect, it } from "vitest";
import { describeThrown } from "./describe-thrown.ts";

const describeError = (error: unknown) => describeThrown(error, () => []);

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
      "Deeper [Error]",
      "Given",
      "Given",
      "Shared",
      "TypeError",
      "TypeError",
      "AbortError",
      "Error",
    ]);
  });

  it("shows its code, unless its message says it", () => {
    const coded = (message: string, code: unknown) =>
      describeError(Object.assign(new Error(message), { code })).properties;
    expect(coded("not allowed", "E_DENIED")).toBe("{ code: 'E_DENIED' }");
    expect(coded("not allowed", 7)).toBe("{ code: 7 }");
    expect(coded("ENOENT: no such file", "ENOENT")).toBeUndefined();
  });
});
