export {
  type CompiledModule,
  checkJson,
  compileCommonJs,
  compileModule,
  type ModuleOptions,
} from "./compile-module.ts";
export { lowerWithEsbuild } from "./lower-with-esbuild.ts";
