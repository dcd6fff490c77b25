/**
 * Where the kernel is installed, for programs that start or install it.
 *
 * @module
 */
export type { Kernelspec } from "./install/kernelspec.ts";
export { createKernelspec, installKernelspec, KERNEL_NAME } from "./install/kernelspec.ts";
