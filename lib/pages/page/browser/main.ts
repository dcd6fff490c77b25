/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { highlightCurrentSection } from "./contents.ts";
import { addCopyButtons } from "./copy-buttons.ts";
import { drawFigures } from "./figures.ts";
import { makeScrollersFocusable } from "./scrollers.ts";
import { startLive } from "./start-live.ts";
import { addThemeButton } from "./theme.ts";

addThemeButton();
addCopyButtons();
makeScrollersFocusable();
highlightCurrentSection();
drawFigures();
startLive();
