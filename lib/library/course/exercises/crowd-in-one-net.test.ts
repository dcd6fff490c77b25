import { expect, test } from "vitest";
import { crowdRecording } from "../../datasets/index.ts";
import { quantile } from "../../stats/index.ts";
import { crowdInOneNet } from "./crowd-in-one-net.ts";

test("a prediction is compared with what is recorded", () => {
  const recorded = crowdRecording()
    .values("smallMemberError")
    .map((value) => Math.round(10 * value) / 10);
  const [least, middle, most] = [0, 0.5, 1].map((share) =>
    Number(quantile(recorded, share).toPrecision(4)),
  );
  const truth = `in 20 nets: median ${middle}, from ${least} to ${most}.`;
  expect(crowdInOneNet.member.check(70).message).toContain(truth);
});
