const { defineProperty, hasOwn } = Object;

/** How compiled code and who looks for a name find the session's names: see `CellCompilerOptions.helpers`. */
export function declareNames(
  uninitialized: readonly string[],
  initialized: readonly (readonly [name: string, value: unknown])[],
): void {
  // Neither spread nor `for … of`: a cell may have broken the iterator of arrays.
  for (let index = 0; index < uninitialized.length; index += 1) {
    const name = uninitialized[index] as string;
    if (!hasOwn(globalThis, name)) defineProperty(globalThis, name, deadZone(name));
  }
  for (let index = 0; index < initialized.length; index += 1) {
    const [name, value] = initialized[index] as readonly [string, unknown];
    defineProperty(globalThis, name, dataProperty(value));
  }
}

/** A name that throws when it is read, until it is written. */
function deadZone(name: string): PropertyDescriptor {
  return {
    get() {
      // The compiler's mark ends names that equal a global's.
      throw new ReferenceError(`${name.replace(/\u200c.*$/, "")} is not defined`);
    },
    set(value) {
      defineProperty(globalThis, name, dataProperty(value));
    },
    configurable: true,
  };
}

function dataProperty(value: unknown): PropertyDescriptor {
  return { value, configurable: true, writable: true, enumerable: false };
}
