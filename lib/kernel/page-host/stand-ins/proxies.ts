import { Proxy as InspectedProxy } from "node-inspect-extracted";

/** The package's own notes, by which its `inspect` sees what is behind a proxy. */
const Noted = InspectedProxy as unknown as ProxyConstructor & {
  /** The target; undefined of what is no proxy, null of one that was revoked. */
  getProxyDetails(value: unknown, both: false): object | null | undefined;
};

/** Notes what is behind every proxy that is made from now on: a realm has no way to ask. */
export function noteProxies(): void {
  const Noting = function <T extends object>(target: T, handler: ProxyHandler<T>): T {
    if (new.target === undefined) throw new TypeError("Constructor Proxy requires 'new'");
    return new Noted(target, handler);
  };
  Object.defineProperty(Noting, "name", { value: "Proxy" });
  Object.assign(Noting, { prototype: undefined, revocable: Noted.revocable });
  Reflect.set(globalThis, "Proxy", Noting);
}

/** Whether a value is a proxy that was noted. */
export function isProxy(value: unknown): boolean {
  return Noted.getProxyDetails(value, false) !== undefined;
}

/** What is behind a proxy, and behind all others if there are more; undefined behind a revoked one. */
export function proxyTarget(proxy: object): object | undefined {
  let target: object = proxy;
  for (;;) {
    const next = Noted.getProxyDetails(target, false);
    if (next === undefined) return target;
    if (next === null) return undefined;
    target = next;
  }
}
