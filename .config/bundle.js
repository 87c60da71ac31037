// Bundles the program into dist/: one small entry for the commands, chunks that are loaded when they are needed, and
// the lab's worker. React is its production build, since what `npm start` runs must be what is shipped.
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { plugins } from './bundle-plugins.js';
import { licensesOf } from './licenses.js';
import { writeManual } from './manual.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/** @type {import('esbuild').BuildOptions} */
const shared = {
	absWorkingDir: root,
	bundle: true,
	splitting: true,
	// Names stay out of it: esbuild's keepNames sets them again wherever a function is made, which servers notice.
	minify: true,
	// Where the screen breaks down, Ink shows the lines around the place: they have to be short.
	lineLimit: 160,
	format: 'esm',
	platform: 'node',
	target: 'node20.20',
	// Node has had them since before 20; without this, each is compiled again wherever it is used.
	supported: { 'regexp-set-notation': true, 'regexp-unicode-property-escapes': true },
	// Nothing here fetches; Yoga would unpack its code with it, for which Node loads a whole client for HTTP.
	define: { 'process.env.NODE_ENV': '"production"', fetch: 'undefined' },
	// CommonJS packages inside the bundle still ask for Node's own modules by require.
	banner: {
		js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
	},
	legalComments: 'none',
	logLevel: 'warning',
};

/**
 * Bundles these entries, by name, into a folder that is made anew.
 * @param {Record<string, string>} entryPoints
 * @param {string} outdir
 */
export async function bundle(entryPoints, outdir) {
	await rm(outdir, { recursive: true, force: true });
	await build({ ...shared, entryPoints, outdir, plugins });
}

/** The parts of the program that are loaded by themselves, by the names of their files in dist/. */
const parts = [
	{ cli: 'source/cli.tsx' },
	{ worker: 'source/lab/worker/worker.ts' },
	{ 'run-module': 'source/transforms/user/run-module.ts' },
	{ 'start-screen': 'source/ui/start-screen.tsx', 'start-reader': 'source/ui/screen-reader/start-reader.tsx' },
	{ compromise: 'compromise/two' },
	{ 'redis-client': 'source/class/redis-client.ts' },
];

/**
 * Bundles the program into dist/, with its manual page and the licences of all that is in it. Each part is by itself,
 * and holds what it needs: were all of it split by who shares what, a start would open thirty files, which takes longer
 * than to read a few that are larger. So no part may ask for the class of what comes from another one.
 */
export async function bundleProgram() {
	await rm(dist, { recursive: true, force: true });
	const built = await Promise.all(
		parts.map(entryPoints => {
			const splitting = Object.keys(entryPoints).length > 1;
			return build({
				...shared,
				entryPoints,
				outdir: dist,
				splitting,
				metafile: true,
				plugins: [withPartsApart, ...plugins],
			});
		}),
	);
	const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
	await writeFile(`${dist}/licenses.txt`, await licensesOf(outputs, root));
	await writeManual(`${dist}/poetry-lab.1`);
}

/** @type {import('esbuild').Plugin} */
const withPartsApart = {
	name: 'with-parts-apart',
	setup(build) {
		const files = parts.flatMap(part => Object.entries(part));
		build.onResolve({ filter: /./ }, ({ kind, path }) => {
			const found =
				kind === 'dynamic-import' &&
				files.find(([name, file]) => file === path || new RegExp(`/${name}\\.tsx?$`).test(path));
			return found ? { path: `./${found[0]}.js`, external: true } : undefined;
		});
	},
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await bundleProgram();
}
