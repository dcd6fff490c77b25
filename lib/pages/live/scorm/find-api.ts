/// <reference lib="dom" />

/** SCORM 1.2's interface as a learning management system offers it; what is true is "true". */
export interface ScormApi {
  LMSInitialize(nothing: ""): string;
  LMSFinish(nothing: ""): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(nothing: ""): string;
  LMSGetLastError(): string;
  LMSGetErrorString(code: string): string;
}

/** The system's interface: in a frame around the page, or around the window that opened it. */
export function findApi(page: Window): ScormApi | undefined {
  const opener = ofOthers(() => page.top?.opener) ?? ofOthers(() => page.opener);
  return apiAround(page) ?? apiAround(opener ?? undefined);
}

function apiAround(start: Window | undefined): ScormApi | undefined {
  let frame = start;
  while (frame !== undefined) {
    const here = frame;
    const api = ofOthers(() => (here as Window & { API?: ScormApi }).API);
    if (api) return api;
    const parent = ofOthers(() => here.parent);
    frame = parent === here ? undefined : (parent ?? undefined);
  }
  return undefined;
}

/** A frame of another origin answers nothing. */
function ofOthers<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
