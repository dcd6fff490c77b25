/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { followContents } from "./contents.ts";
import { offerCopies } from "./copy.ts";
import { drawFigures } from "./figures.ts";
import { tendScrollers } from "./scrollers.ts";
import { offerThemes } from "./theme.ts";

offerThemes();
offerCopies();
tendScrollers();
followContents();
drawFigures();
