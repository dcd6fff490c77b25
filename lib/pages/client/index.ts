/**
 * A Jupyter client: starts a kernel and runs cells on it.
 *
 * @module
 */
export { type KernelSpec, readKernelSpec } from "./kernel-spec.ts";
export {
  type ExecuteOptions,
  type ExecuteReply,
  KernelDiedError,
  type KernelMessage,
  type RunningKernel,
} from "./running-kernel.ts";
export { type StartOptions, startKernel } from "./start-kernel.ts";
