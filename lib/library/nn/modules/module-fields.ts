import { Tensor } from "../../tensor/index.ts";
import { Buffer, Parameter } from "./parameter.ts";

/**
 * An object whose fields stay what they are: where a parameter was a plain tensor is refused, and
 * where a buffer was it becomes the buffer. Only a proxy sees a field being replaced before its
 * owner has been looked into.
 */
export class Fields {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: the fields of a subclass go to the proxy
    return new Proxy(this, KEEPING);
  }
}

// Assigning an own field ends here, too. Reading is left alone.
const KEEPING: ProxyHandler<Fields> = {
  defineProperty(target, name, descriptor) {
    const { value } = descriptor;
    if (value instanceof Tensor && !(value instanceof Parameter || value instanceof Buffer)) {
      const before: unknown = Object.getOwnPropertyDescriptor(target, name)?.value;
      if (before instanceof Parameter) {
        throw new TypeError(
          `${target.constructor.name}: ${String(name)} must be a Parameter, got a plain tensor; write into it by copy_ under noGrad, or assign a new Parameter`,
        );
      }
      if (before instanceof Buffer) {
        const { persistent } = before;
        descriptor = { ...descriptor, value: new Buffer(value, { persistent }) };
      }
    }
    return Reflect.defineProperty(target, name, descriptor);
  },
};
