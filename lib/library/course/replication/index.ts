/** What the lessons claim, judged by their recordings. */
export type { Claim, LessonClaims } from "./claim.ts";
export { judgeClaim, type ReplicationFinding, type ReplicationRow } from "./judge-claim.ts";
export { replicationRows, replicationTable } from "./replication-table.ts";
