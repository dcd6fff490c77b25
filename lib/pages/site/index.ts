/**
 * Lessons as a site: run, cached, written and served.
 *
 * @module
 */
export { NotebookError } from "../notebook/index.ts";
export { type BuildSiteOptions, buildSite } from "./build-site.ts";
export { LessonCache, type LessonCacheOptions } from "./lesson-cache.ts";
export { type Lesson, type LessonFolder, readGuides, readLessons } from "./lessons.ts";
export { readDocument } from "./read-document.ts";
export {
  type LessonEvent,
  type LessonResult,
  type RunLessonsOptions,
  runLessons,
} from "./run-lessons.ts";
export { PortError, type ServedSite, serveSite } from "./serve-site.ts";
export { showProgress } from "./show-progress.ts";
export { type SiteLesson, type SiteOptions, writeSite } from "./write-site.ts";
