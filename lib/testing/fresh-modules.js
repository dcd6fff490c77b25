// Before each test file of a shared worker: its modules are its own, with the generator's first state and
// what is said once not yet said.
import { vi } from "vitest";

vi.resetModules();
