import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { readFileSync } from "node:fs";

const measured = JSON.parse(readFileSync("measured.json", "utf8"));

export default defineConfig({
  site: "https://docs.example.com",
  integrations: [
    starlight({
      title: "Measured",
      pagefind: measured.search,
      components: { MarkdownContent: "./src/MarkdownContent.astro" },
      sidebar: measured.versions.map((version) => ({ label: version, autogenerate: { directory: version } })),
    }),
  ],
});
