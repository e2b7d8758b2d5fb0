// Runs a site from a folder. Modules and data are classic scripts, because file:// allows neither modules nor fetch.
self.handrailPortable = (() => {
  const root = new URL("../", document.currentScript.src).href;
  // By URL: {imports, body, exports}.
  const modules = new Map();
  const texts = new Map();
  const loads = new Map();
  document.documentElement.dataset.portable = "";

  function load(url) {
    if (!loads.has(url)) {
      loads.set(url, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => {
          loads.delete(url);
          script.remove();
          reject(new Error(`${url} can't be loaded`));
        };
        document.head.append(script);
      }));
    }
    return loads.get(url);
  }

  async function start(url) {
    if (!modules.has(url)) await load(url);
    const module = modules.get(url);
    // A script without imports and exports has run by now.
    if (!module) return {};
    module.exports ??= run(url, module);
    return module.exports;
  }

  async function run(url, { imports, body }) {
    const imported = await Promise.all(imports.map((other) => start(new URL(other, url).href)));
    const exports = {};
    await body(exports, imported, (other) => start(new URL(other, url).href), fetched, { url });
    return exports;
  }

  async function fetched(input, options) {
    const url = new URL(input, document.baseURI);
    if (!url.href.startsWith(root)) return fetch(input, options);
    const response = url.protocol === "file:" ? await ofScript(url.href.split(/[?#]/)[0]) : await fetch(input, options);
    return response.ok && url.pathname.endsWith(".html") ? new Response(placed(await response.text(), url)) : response;
  }

  async function ofScript(address) {
    if (!texts.has(address)) await load(`${address}.js`);
    return new Response(texts.get(address));
  }

  // The links of a part of a page are relative to the file that it comes from.
  function placed(html, url) {
    const part = document.createElement("template");
    part.innerHTML = html;
    for (const link of part.content.querySelectorAll("[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), url).href);
    return part.innerHTML;
  }

  return {
    module(imports, body) {
      const script = document.currentScript;
      modules.set(script.src, { imports, body, exports: null });
      if ("start" in script.dataset) start(script.src);
    },
    file(text) {
      texts.set(document.currentScript.src.split(/[?#]/)[0].replace(/\.js$/, ""), text);
    },
  };
})();
