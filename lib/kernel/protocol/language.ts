import { LanguageService } from "../language/index.ts";
import { colorSetting } from "../link/colors.ts";
import { JUPYTER_GLOBALS } from "./globals-declaration.ts";
import { typeCheckingSetting } from "./type-checking.ts";

/** A service, undefined if it cannot be started, and what there is to say to the learner. */
export interface Started {
  service: LanguageService | undefined;
  notices: string[];
}

/** The language server of a kernel. */
export class Language {
  readonly started: Promise<Started>;
  /** What `started` resolved to, for who cannot wait for a promise. */
  now: Started | undefined;

  constructor(directory: string) {
    this.started = start(directory);
    void this.started.then((started) => {
      this.now = started;
    });
  }
}

async function start(directory: string): Promise<Started> {
  const notices = [typeCheckingSetting(), colorSetting()].flatMap(({ notice }) => notice ?? []);
  const onNotice = (sentence: string): void => void notices.push(sentence);
  try {
    const service = await LanguageService.start({ directory, globals: JUPYTER_GLOBALS, onNotice });
    return { service, notices };
  } catch (error) {
    notices.push(`types are not checked: ${(error as Error).message}`);
    return { service: undefined, notices };
  }
}
