import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Entry, readDirectory } from '../files/directory.ts';
import { FileError, whyOf } from '../files/file-error.ts';
import { lookAt, lookForFile } from '../files/regular-file.ts';
import { transforms as bundled, type Transform } from './transforms.ts';

const nameRule = /^[a-z0-9][a-z0-9+-]*$/i;

/** Why transforms failed: the directory is not there, it cannot be read, or a transform gave something else than text. */
export type TransformsErrorCode = 'directory-missing' | 'directory-unreadable' | 'not-text';

/** A failure of a user's own transforms, with a stable `code` and, where there is one, its `cause`. */
export class TransformsError extends Error {
	override readonly name = 'TransformsError';
	readonly code: TransformsErrorCode;

	constructor(code: TransformsErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** What a directory gave: its transforms in the order of their names, and one sentence for each file that gave none. */
export interface LoadedTransforms {
	readonly transforms: readonly Transform[];
	readonly problems: readonly string[];
}

/**
 * Loads the transforms in a directory, one from each `.js` or `.mjs` file that loads within `limitMs` milliseconds;
 * throws a TransformsError if it cannot be read.
 */
export async function loadTransforms(dir: string, limitMs = 5000): Promise<LoadedTransforms> {
	const transforms: Transform[] = [];
	const problems: string[] = [];
	const taken = new Set(bundled.map(({ name }) => name));
	const files = await moduleFiles(dir);
	// All at once, so that several that never finish are waited for only once.
	const outcomes = await Promise.all(
		files.map(async ({ name: file, path }) => ({ file, loaded: await loadTransform(dir, file, path, limitMs) })),
	);
	for (const { file, loaded } of outcomes) {
		if (typeof loaded === 'string') {
			problems.push(loaded);
		} else if (taken.has(loaded.name)) {
			problems.push(`${file}: there is a transform named ${loaded.name} already; rename the file.`);
		} else {
			taken.add(loaded.name);
			transforms.push(loaded);
		}
	}
	return { transforms, problems };
}

async function moduleFiles(dir: string): Promise<readonly Entry[]> {
	try {
		const entries = (await readDirectory(dir)).filter(
			({ name }) => /\.([cm]?js|[cm]?ts)$/i.test(name) && !/\.d\.[cm]?ts$/i.test(name),
		);
		const areDirectories = await Promise.all(entries.map(({ path }) => isDirectory(path)));
		return entries.filter((_, index) => !areDirectories[index]);
	} catch (cause) {
		throw cause instanceof FileError && cause.code === 'missing'
			? new TransformsError('directory-missing', `there is no directory ${dir}`, { cause: cause.cause })
			: new TransformsError('directory-unreadable', `the directory ${dir} cannot be read: ${whyOf(cause)}`, { cause });
	}
}

async function isDirectory(path: Buffer): Promise<boolean> {
	return lookAt(path).then(
		there => there.isDirectory(),
		() => false,
	);
}

/** Loads one file: its transform, or the sentence that says why there is none. */
async function loadTransform(dir: string, file: string, path: Buffer, limitMs: number): Promise<Transform | string> {
	const extension = extname(file);
	const name = file.slice(0, -extension.length);
	if (/ts$/i.test(extension)) {
		return `${file}: TypeScript cannot be loaded; compile it to a .js or .mjs file.`;
	}
	if (!/^\.m?js$/i.test(extension)) {
		return `${file}: only .js and .mjs files are loaded; rename it, or rewrite it as an ES module.`;
	}
	if (!nameRule.test(name)) {
		return `${file}: "${name}" cannot name a transform; use only the letters a to z, digits, + and -, and begin with a letter or a digit.`;
	}
	let module: Record<string, unknown> | undefined;
	try {
		// Who imports a pipe waits for its writer, in a thread that lets no program end.
		await lookForFile(path);
		module = await within(limitMs, import(pathToFileURL(resolve(dir, file)).href));
	} catch (error) {
		return `${file}: it does not load (${error instanceof FileError ? error.message : firstLine(error)}); correct it and start again.`;
	}
	if (module === undefined) {
		return `${file}: it does not finish loading within ${limitMs / 1000} s; correct what it awaits outside its function, and start again.`;
	}
	const functions = [...new Set(Object.values(module).filter(isFunction))];
	const [transform] = functions;
	if (transform === undefined) {
		return `${file}: it exports no function; export one that takes a poem and returns one.`;
	}
	if (functions.length > 1) {
		return `${file}: it exports ${functions.length} functions; export only one.`;
	}
	const summary = typeof module.summary === 'string' ? firstLine(module.summary) : `from ${file}`;
	return { name, summary, apply: poem => applyStrictly(name, transform, poem) };
}

/** What a promise gives, or nothing after `limitMs` milliseconds; meanwhile the timer keeps the process alive. */
async function within<T>(limitMs: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<undefined>(resolve => {
		timer = setTimeout(resolve, limitMs, undefined);
	});
	try {
		return await Promise.race([promise, limit]);
	} finally {
		clearTimeout(timer);
	}
}

/** Applies a user's function, and throws a TransformsError if what it gives is not text. */
async function applyStrictly(name: string, transform: (poem: string) => unknown, poem: string): Promise<string> {
	const result = await transform(poem);
	if (typeof result === 'string') {
		return result;
	}
	throw new TransformsError(
		'not-text',
		`the transform ${name} gave ${result === null ? 'null' : typeof result}, not a string`,
	);
}

function isFunction(value: unknown): value is (poem: string) => unknown {
	return typeof value === 'function';
}

function firstLine(reason: unknown): string {
	return String(reason).split('\n', 1)[0] ?? '';
}
