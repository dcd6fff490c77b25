export { type Comm, type CommMessage, Comms } from "./comms.ts";
export { LastValues } from "./last-values.ts";
