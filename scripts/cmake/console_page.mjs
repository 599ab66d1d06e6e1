// Assembles the staff console's page: our modules, styles and pictures, and what comes from the pinned packages, in one flat
// folder, as the hub serves it. No bundler: files stay as they are but for where their imports point.
//   node console_page.mjs PAGE_FOLDER NODE_MODULES OUT
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

const [page, modules, out] = process.argv.slice(2);

/** Bare module names, and the file of the package that each one is. */
const PACKAGES = {
    preact: "preact/dist/preact.mjs",
    "preact/hooks": "preact/hooks/dist/hooks.mjs",
    htm: "htm/dist/htm.mjs",
    "qrcode-generator": "qrcode-generator/dist/qrcode.mjs",
};
const FONTS = ["400Regular", "600SemiBold", "700Bold"];
const FONT_FOLDER = "@expo-google-fonts/atkinson-hyperlegible-next";
const LICENSES = {
    preact: "preact/LICENSE",
    htm: "htm/LICENSE",
    lucide: "lucide-static/LICENSE",
    "atkinson-hyperlegible-next": `${FONT_FOLDER}/LICENSE_FONT`,
};
const MADE = { icons: "icons.js", pictures: "picture_shapes.js" };

const packageFile = (name) => `${name.replace("/", "-")}.js`;
const written = new Set();

function claim(name) {
    if (written.has(name)) throw new Error(`two files are called ${name}: the assembled page is flat`);
    written.add(name);
    return join(out, name);
}

function filesBelow(folder) {
    return readdirSync(folder, { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** Every import points into the flat folder. */
function flatten(source, file) {
    return source.replace(
        /(\b(?:import|export)\b[^;"']*?\bfrom\s*|\bimport\s*)(["'])([^"'\n]+)\2/g,
        (whole, before, quote, target) => {
            if (target.startsWith(".")) return `${before}${quote}./${basename(target)}${quote}`;
            if (!(target in PACKAGES))
                throw new Error(`${file} imports ${target}, which is none of the pinned packages`);
            return `${before}${quote}./${packageFile(target)}${quote}`;
        },
    );
}

/**
 * {name: shapes} of every Lucide icon that a terminal draws by its name, older names too: those that share a glyph of the font are one
 * icon. A few of the font's have no shapes here.
 */
function everyIcon() {
    const read = (name) => JSON.parse(readFileSync(join(modules, "lucide-static", name), "utf8"));
    const [nodes, glyphs] = [read("icon-nodes.json"), read("font/codepoints.json")];
    const byGlyph = new Map(Object.keys(nodes).map((name) => [glyphs[name], nodes[name]]));
    return new Map(Object.keys(glyphs).map((name) => [name, nodes[name] ?? byGlyph.get(glyphs[name]) ?? []]));
}

const LICENSED = "// Shapes of Lucide icons (ISC license, lucide.license.txt).\n";

/** The icons whose names stand in the page's source as a string: a few too many, never one too few. */
function iconModule(all, sources) {
    const used = new Set(sources.flatMap((source) => [...source.matchAll(/"([a-z0-9-]+)"/g)].map((match) => match[1])));
    const icons = Object.fromEntries(
        [...used]
            .filter((name) => all.get(name)?.length > 0)
            .sort()
            .map((name) => [name, all.get(name)]),
    );
    return `${LICENSED}export const icons = ${JSON.stringify(icons)};\n`;
}

/** All of them, for what a form names: fetched where a form is shown as a terminal would show it. */
function pictureModule(all) {
    return `${LICENSED}export const pictures = new Map(${JSON.stringify([...all])});\n`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const sources = [];
for (const file of filesBelow(page)) {
    const name = basename(file);
    if (extname(name) === ".js") {
        const source = readFileSync(file, "utf8");
        sources.push(source);
        writeFileSync(claim(name), flatten(source, file));
    } else if ([".html", ".css", ".svg"].includes(extname(name))) {
        copyFileSync(file, claim(name));
    }
}
const icons = everyIcon();
writeFileSync(claim(MADE.icons), iconModule(icons, sources));
writeFileSync(claim(MADE.pictures), pictureModule(icons));
for (const [name, file] of Object.entries(PACKAGES)) {
    const source = readFileSync(join(modules, file), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
    writeFileSync(claim(packageFile(name)), flatten(source, file));
}
for (const font of FONTS) {
    const name = `AtkinsonHyperlegibleNext_${font}.ttf`;
    copyFileSync(join(modules, FONT_FOLDER, font, name), claim(name));
}
for (const [name, file] of Object.entries(LICENSES)) copyFileSync(join(modules, file), claim(`${name}.license.txt`));
