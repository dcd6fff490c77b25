/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

import { Figures } from "../../rendering/index.ts";
import { highlightCurrentSection } from "./contents.ts";
import { addCopyButtons } from "./copy-buttons.ts";
import { showCourseProgress } from "./course-progress.ts";
import { loadPlotly } from "./plotly.ts";
import { makeScrollersFocusable } from "./scrollers.ts";
import { startLive } from "./start-live.ts";
import { addThemeButton } from "./theme.ts";

addThemeButton();
addCopyButtons();
makeScrollersFocusable();
highlightCurrentSection();
new Figures(loadPlotly).watch(document);
showCourseProgress();
startLive();
