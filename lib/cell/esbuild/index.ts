export {
  type CompiledModule,
  compileCommonJs,
  compileModule,
  type ModuleOptions,
} from "./compile-module.ts";
export { lowerWithEsbuild } from "./lower-with-esbuild.ts";
