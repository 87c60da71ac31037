// What the bundle leaves out of the packages, because the program never needs it and every start would pay for it.
import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';

/** @typedef {import('esbuild').Plugin} Plugin */
/** @typedef {readonly [found: RegExp, instead: string]} Change */

/** Ink asks for the React developer tools only under DEV=true, which a shipped program never is. */
/** @type {Plugin} */
const withoutDeveloperTools = {
	name: 'without-developer-tools',
	setup(build) {
		build.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'react-devtools-core', namespace: 'empty' }));
		build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default undefined;' }));
	},
};

/**
 * Node reads every property of a module of its own that is imported, even those that open the standard streams or load
 * yet more of Node. So they are asked for by name instead, and only for what is used.
 */
/** @type {Plugin} */
const withNodeOnDemand = {
	name: 'with-node-on-demand',
	setup(build) {
		const filter = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);
		build.onResolve({ filter }, ({ kind, path }) =>
			kind === 'import-statement' ? { path, namespace: 'node', sideEffects: false } : undefined,
		);
		build.onLoad({ filter: /.*/, namespace: 'node' }, async ({ path }) => {
			const names = Object.keys(await import(path)).filter(name => name !== 'default');
			const exported = names.map(name => `export const ${name} = /* @__PURE__ */ (() => whole.${name})();`);
			const whole = `const whole = /* @__PURE__ */ process.getBuiltinModule('${path}');`;
			return { contents: [whole, 'export default whole;', ...exported].join('\n') };
		});
	},
};

/** Meow reads and checks a package.json where it is not told the name and the version, as here it is. */
const withoutPackageReader = changed('without-package-reader', {
	'meow/build/options.js': [
		[
			/^import \{ \w+ as readPackageUpSync, \w+ as normalizePackageData \} from '\.\/dependencies\.js';$/m,
			"const readPackageUpSync = () => { throw new Error('Meow must be given a package.'); };\nconst normalizePackageData = readPackageUpSync;",
		],
	],
	'meow/build/dependencies.js': [
		[/^((?:const|var) \S+ = )((?:require[A-Z]\S*|getDefaultExportFromCjs)\(\w*\);)$/gm, '$1/* @__PURE__ */ $2'],
		[/^promisify\(execFile\);$/m, ''],
	],
});

export const plugins = [withoutDeveloperTools, withNodeOnDemand, withoutPackageReader];

/**
 * Changes files of packages; fails the build where one is no longer as it was, so that a new version is looked at.
 * @param {string} name
 * @param {Readonly<Record<string, readonly Change[]>>} files
 * @returns {Plugin}
 */
function changed(name, files) {
	return {
		name,
		setup(build) {
			for (const [file, changes] of Object.entries(files)) {
				const filter = new RegExp(`[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
				build.onLoad({ filter }, async ({ path }) => ({
					contents: change(file, await readFile(path, 'utf8'), changes),
				}));
			}
		},
	};
}

/**
 * @param {string} file
 * @param {string} text
 * @param {readonly Change[]} changes
 */
function change(file, text, changes) {
	return changes.reduce((before, [found, instead]) => {
		const after = before.replace(found, instead);
		if (after === before) {
			throw new Error(`${file} has no ${found} any more: see what the bundle leaves out of it.`);
		}
		return after;
	}, text);
}
