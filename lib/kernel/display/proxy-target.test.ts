import { expect, it } from "vitest";
import { proxyTarget } from "./proxy-target.ts";

it("finds what is behind proxies, without their traps", () => {
  const ran: string[] = [];
  const spy = new Proxy({}, { get: (_target, trap) => void ran.push(String(trap)) });
  const target = { a: 1 };
  const list = [1];
  expect(proxyTarget(new Proxy(target, spy))).toBe(target);
  expect(proxyTarget(new Proxy(new Proxy(list, spy), spy))).toBe(list);
  const purr = () => {};
  expect(proxyTarget(new Proxy(purr, spy))).toBe(purr);
  expect(ran).toEqual([]);
});

it("finds nothing behind a revoked proxy", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(proxyTarget(proxy)).toBeUndefined();
});

it("leaves no global behind", () => {
  const before = Object.getOwnPropertyNames(globalThis);
  proxyTarget(new Proxy({}, {}));
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});
