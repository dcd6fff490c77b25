import { Scorm12API } from "scorm-again";
import { expect, it, vi } from "vitest";
import type { ScormApi } from "./find-api.ts";
import { ScormSession, timespan } from "./scorm-session.ts";

/** The public runtime, and a session with it that lasted a minute and a half. */
function begin(known: object = {}) {
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  api.loadFromJSON({ core: { student_id: "student", ...known } } as never, "cmi");
  let now = 1000;
  const session = new ScormSession(api as unknown as ScormApi, () => now);
  const later = () => {
    now += 90_500;
  };
  return { api, session, later };
}

it("reports incomplete until all is done, then completed, with the percentage as the score", () => {
  const { api, session } = begin();
  expect(session.report({ done: 1, total: 3, suspendData: "data" })).toBeUndefined();
  const { core } = api.cmi;
  expect([core.lesson_status, core.score.raw, core.score.min, core.score.max]).toEqual([
    ...["incomplete", "33", "0", "100"],
  ]);
  expect(api.cmi.suspend_data).toBe("data");
  expect(session.report({ done: 3, total: 3, suspendData: "more" })).toBeUndefined();
  expect([core.lesson_status, core.score.raw, api.cmi.suspend_data]).toEqual([
    ...["completed", "100", "more"],
  ]);
});

it("takes nothing back, and leaves suspend data that are not the lesson's", () => {
  const { api, session } = begin({ lesson_status: "passed", score: { raw: "80" } });
  session.report({ done: 1, total: 3, suspendData: undefined });
  expect([api.cmi.core.lesson_status, api.cmi.core.score.raw]).toEqual(["passed", "80"]);
  expect(api.cmi.suspend_data).toBe("");
});

it("completes a lesson without exercises when it is opened", () => {
  const { api, session } = begin();
  session.report({ done: 0, total: 0, suspendData: "" });
  expect([api.cmi.core.lesson_status, api.cmi.core.score.raw]).toEqual(["completed", "100"]);
});

it("says in one sentence what the system does not take", () => {
  const { api, session } = begin();
  // The runtime takes more than SCORM lets a system take.
  vi.spyOn(api, "LMSSetValue").mockImplementation((element: string) =>
    element === "cmi.suspend_data" ? "false" : "true",
  );
  vi.spyOn(api, "LMSGetLastError").mockReturnValue("405");
  const report = { done: 0, total: 1, suspendData: "x".repeat(4097) };
  expect(session.report(report)).toMatch(
    /^The learning management system did not take all that is reported \(cmi\.suspend_data: error 405, .+\)\.$/,
  );
});

it("goes on where the system throws, and says so in one sentence", () => {
  const { api, session } = begin();
  for (const name of ["LMSSetValue", "LMSGetValue", "LMSCommit", "LMSFinish"] as const) {
    vi.spyOn(api, name).mockImplementation(() => {
      throw new Error("the session is over");
    });
  }
  const report = { done: 0, total: 1, suspendData: "" };
  expect(session.report(report)).toMatch(
    /\(cmi\.core\.score\.min: LMSSetValue: the session is over; /,
  );
  session.finish();
  expect(session.isOpen).toBe(false);
});

it.each([
  [
    "throws",
    {
      LMSInitialize: () => {
        throw new Error("no");
      },
    },
  ],
  ["refuses", { LMSInitialize: () => "false" }],
  ["has no functions", {}],
])("begins no visit where the system %s", (_, api) => {
  const session = new ScormSession(api as unknown as ScormApi, () => 0);
  expect([session.isOpen, session.value("cmi.core.student_id")]).toEqual([false, ""]);
});

it("ends once, with its time, so that the next visit goes on", () => {
  const { api, session, later } = begin();
  const finish = vi.spyOn(api, "LMSFinish");
  const set = vi.spyOn(api, "LMSSetValue");
  later();
  session.finish();
  session.finish();
  expect(finish).toHaveBeenCalledTimes(1);
  expect(set.mock.calls).toEqual([
    ["cmi.core.session_time", "0000:01:30"],
    ["cmi.core.exit", "suspend"],
  ]);
  expect(set.mock.results.map((result: { value: unknown }) => result.value)).toEqual([
    "true",
    "true",
  ]);
  expect(session.isOpen).toBe(false);
  expect(session.report({ done: 1, total: 1, suspendData: "" })).toBeUndefined();
});

it("writes a time as SCORM does", () => {
  expect([0, 59_999, 3_600_000, 1e15, -1].map(timespan)).toEqual([
    ...["0000:00:00", "0000:00:59", "0001:00:00", "9999:59:59", "0000:00:00"],
  ]);
});
