import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const SWAGGER = ["swagger-ui-bundle.js", "swagger-ui.css", "LICENSE", "NOTICE"];

/** Copy the interface of the API's documentation into docs/, so that it needs no other host. */
function swaggerFiles(): Plugin {
  return {
    name: "swagger-files",
    generateBundle() {
      for (const name of SWAGGER) {
        const path = fileURLToPath(new URL(`node_modules/swagger-ui-dist/${name}`, import.meta.url));
        const text = readFileSync(path, "utf8").replace(/\n?\/[/*]# sourceMappingURL=.*$/gm, "");
        this.emitFile({ type: "asset", fileName: `docs/${name}`, source: text });
      }
    },
  };
}

/** What `npm run dev` passes on to a running `ostrakon serve`. */
const API = [
  "/claims", "/votings", "/documents", "/actors", "/network", "/questions", "/sparql", "/export", "/health", "/id/", "/openapi.json",
];

export default defineConfig({
  base: "./",
  plugins: [swaggerFiles()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    license: { fileName: "assets/licenses.md" },
  },
  server: { proxy: Object.fromEntries(API.map((path) => [path, "http://127.0.0.1:8000"])) },
});
