import { parse } from 'node:path';
import { type Entry, readDirectory } from '../../files/directory.ts';
import { FileError, whyOf } from '../../files/file-error.ts';
import { lookForFile } from '../../files/regular-file.ts';
import { transforms as bundled, type Transform } from '../transforms.ts';
import { defaultLimitMs, loadLimitMs, type RunOptions } from './limits.ts';
import { type Loaded, whatIsWrongWith } from './loaded.ts';
import { waitedForCore } from './module-process.ts';
import { TransformsError } from './transforms-error.ts';
import type { UserModule } from './user-module.ts';
import { UserModules } from './user-modules.ts';

const nameRule = /^[a-z0-9][a-z0-9+-]*$/i;

/** The transforms of a directory in the order of their names, and one sentence for each file without one. */
export interface LoadedTransforms {
	readonly transforms: readonly Transform[];
	readonly problems: readonly string[];
	/** Ends the processes that the transforms run in. */
	close(): void;
}

/** The settings of a user's own transforms; one that is absent has its default. */
export type LoadOptions = { readonly [name in keyof RunOptions]?: RunOptions[name] | undefined };

/**
 * Loads the transforms in a directory, one from each `.js` or `.mjs` file that loads in time, each in a process of its
 * own; throws a {@link TransformsError} if the directory cannot be read.
 */
export async function loadTransforms(dir: string, options: LoadOptions = {}): Promise<LoadedTransforms> {
	const transforms: Transform[] = [];
	const problems: string[] = [];
	const taken = new Set(bundled.map(({ name }) => name));
	const files = await moduleFiles(dir);
	const modules = new UserModules(dir, {
		loadLimitMs: options.loadLimitMs ?? loadLimitMs,
		limitMs: options.limitMs ?? defaultLimitMs,
		brokeDown: options.brokeDown ?? (() => {}),
		waitedMs: options.waitedMs ?? waitedForCore,
	});
	// All at once, so that several that never finish are waited for together.
	const outcomes = await Promise.all(
		files.map(async entry => ({ file: entry.name, loaded: await loadTransform(entry, modules) })),
	);
	modules.loaded();
	for (const { file, loaded } of outcomes) {
		if (typeof loaded === 'string') {
			problems.push(loaded);
		} else if (taken.has(loaded.transform.name)) {
			problems.push(`${file}: there is a transform named ${loaded.transform.name} already; rename the file.`);
			loaded.module.close();
		} else {
			if (loaded.note !== undefined) {
				problems.push(loaded.note);
			}
			taken.add(loaded.transform.name);
			transforms.push(loaded.transform);
		}
	}
	return { transforms, problems, close: () => modules.close() };
}

async function moduleFiles(dir: string): Promise<readonly Entry[]> {
	try {
		const entries = await readDirectory(dir);
		return entries.filter(({ name }) => /\.([cm]?js|[cm]?ts)$/i.test(name) && !/\.d\.[cm]?ts$/i.test(name));
	} catch (cause) {
		throw cause instanceof FileError && cause.code === 'missing'
			? new TransformsError(
					'directory-missing',
					`Cannot read the transforms in ${dir}: there is no such directory. Name a directory with --transforms.`,
					{ cause: cause.cause },
				)
			: new TransformsError(
					'directory-unreadable',
					`Cannot read the transforms in ${dir}: ${whyOf(cause)}. Name a directory with --transforms.`,
					{ cause },
				);
	}
}

/** The transform of a file, and a sentence about it where there is something to tell. */
interface Opened {
	readonly transform: Transform;
	readonly module: UserModule;
	readonly note?: string;
}

/** Loads one file: its transform, or the sentence that says why there is none. */
async function loadTransform({ name: file, path }: Entry, modules: UserModules): Promise<Opened | string> {
	const whyNot = whatIsWrongWithName(file) ?? (await whyNotOpened(path));
	if (whyNot !== undefined) {
		return `${file}: ${whyNot}`;
	}
	const module = modules.open(file);
	const loaded = await module.load();
	if (loaded.is === 'late') {
		modules.late();
	}
	const opened = { transform: transformOf(file, module, loaded.summary), module };
	if (loaded.is === 'put-off') {
		const note = `${file}: ${loaded.why}, behind others that do not finish; it is loaded for its first poem.`;
		return { ...opened, note };
	}
	const problem = problemOf(loaded, file);
	if (problem === undefined) {
		return opened;
	}
	module.close();
	return `${file}: ${problem}`;
}

function transformOf(file: string, module: UserModule, summary = `from ${file}`): Transform {
	const apply: Transform['apply'] = (poem, asked) => module.apply(poem, asked?.signal);
	return { name: parse(file).name, summary, keepsTime: true, apply };
}

/** The problem of a file's name, and what to do; undefined where there is none. */
function whatIsWrongWithName(file: string): string | undefined {
	const { name, ext } = parse(file);
	if (/ts$/i.test(ext)) {
		return 'TypeScript cannot be loaded; compile it to a .js or .mjs file.';
	}
	if (!/^\.m?js$/i.test(ext)) {
		return 'only .js and .mjs files are loaded; rename it, or rewrite it as an ES module.';
	}
	return nameRule.test(name)
		? undefined
		: `"${name}" cannot name a transform; use only the letters a to z, digits, + and -, and begin with a letter or a digit.`;
}

/** The reason why a file can not be opened. It is only looked at: opening a pipe would wait for its writer. */
async function whyNotOpened(path: Buffer): Promise<string | undefined> {
	try {
		await lookForFile(path);
		return undefined;
	} catch (error) {
		return `it does not load (${whyOf(error)}); correct it and start again.`;
	}
}

/** Node's message about an ES module that it takes for CommonJS. */
const isOfModules = /^SyntaxError: (?:Unexpected token 'export'|Cannot use import statement outside a module)/;

/** The problem of a module, and what to do; undefined where there is none. */
function problemOf(loaded: Loaded, file: string): string | undefined {
	if (loaded.why !== undefined && file.endsWith('.js') && isOfModules.test(loaded.why)) {
		const name = `${file.slice(0, -'.js'.length)}.mjs`;
		return `it does not load (${loaded.why}); as an ES module in a package of CommonJS it has to be named ${name}.`;
	}
	if (loaded.why !== undefined) {
		return loaded.is === 'late'
			? `${loaded.why}; correct what it does outside of its function, and start again.`
			: `it does not load (${loaded.why}); correct it and start again.`;
	}
	return whatIsWrongWith(loaded.functions);
}
