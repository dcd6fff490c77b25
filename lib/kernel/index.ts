export type { Kernelspec } from "./install/kernelspec.ts";
export { createKernelspec, installKernelspec, KERNEL_NAME } from "./install/kernelspec.ts";
