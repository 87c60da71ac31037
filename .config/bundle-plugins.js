// What the bundle leaves out of the packages, because the program never needs it and every start would pay for it.
import { builtinModules } from 'node:module';

/** @typedef {import('esbuild').Plugin} Plugin */

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

export const plugins = [withoutDeveloperTools, withNodeOnDemand];
