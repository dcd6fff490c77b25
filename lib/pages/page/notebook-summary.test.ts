import { describe, expect, test } from "vitest";
import { describeNotebook } from "./notebook-summary.ts";
import { code, markdown, notebookOf } from "./testing/sample-notebooks.ts";

const describeProse = (...sources: string[]) =>
  describeNotebook(notebookOf(sources.map((source) => markdown(source))));

describe("describeNotebook", () => {
  test("takes the title and the first paragraph of the prose, without its marks", () => {
    const found = describeProse(
      "![logo](a.png)\n\n# A **bold** `title` #\n\n| a |\n|---|\n\nFirst [link](x) with $\\frac{1}{1-p}$\nand *more*.\n\nSecond.",
    );
    expect(found).toEqual({
      title: "A bold title",
      summary: "First link with 1/(1-p) and more.",
      markdown: "First [link](x) with $\\frac{1}{1-p}$\nand *more*.",
      language: "en",
    });
  });

  test("prefers what the metadata say", () => {
    const notebook = notebookOf([markdown("# A\n\nText.")], {
      title: "B",
      description: "Told.",
      language: "pt_BR",
    });
    expect(describeNotebook(notebook)).toMatchObject({
      title: "B",
      summary: "Told.",
      language: "pt-BR",
    });
  });

  test.each([
    ["he", "he"],
    ["pt_BR", "pt-BR"],
    ["zh_hans_CN", "zh-Hans-CN"],
    ["EN-us", "en-US"],
    ["python", "en"],
    ["Python", "en"],
    ["R", "en"],
    ["C++", "en"],
    ["julia", "en"],
    ["javascript", "en"],
    ["sql", "en"],
    ["english", "en"],
    ["typescript", "en"],
    ["de_", "en"],
    [3, "en"],
  ])("takes only tags of spoken languages: %s", (language, tag) => {
    expect(describeNotebook(notebookOf([], { language }))).toMatchObject({ language: tag });
  });

  test("the code's own language is not the prose's", () => {
    const metadata = { language: "ts", language_info: { name: "ts" } };
    expect(describeNotebook(notebookOf([], metadata))).toMatchObject({ language: "en" });
    expect(describeNotebook(notebookOf([], { language: "C", lang: "fr" }))).toMatchObject({
      language: "fr",
    });
  });

  test("knows a title that is written in HTML", () => {
    expect(describeProse("<h1 align='center'>A <b>title</b></h1>\n\nText.")).toMatchObject({
      title: "A title",
    });
  });

  test("does not take code for a heading, and knows underlined ones", () => {
    expect(describeProse("```sh\n# install\n```\n\nTitle\n=====\n\nText.")).toMatchObject({
      title: "Title",
      summary: "Text.",
    });
    expect(describeNotebook(notebookOf([code("# no")]))).toMatchObject({
      title: undefined,
      summary: "",
    });
  });

  test("keeps names with underscores whole", () => {
    expect(describeProse("# The my_variable_name")).toMatchObject({
      title: "The my_variable_name",
    });
  });
});
