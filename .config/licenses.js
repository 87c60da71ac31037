// The licences of the packages of which anything is in the bundle.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ name: string, version: string, license: string, texts: readonly string[] }} Package */

/** They ask for no more than that their text goes with the program. */
const permissive = [
	...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause'],
	...['CC-BY-3.0', 'CC0-1.0', 'ISC', 'MIT'],
];

/** Texts of licences that a package names, but does not hold. */
const kept = fileURLToPath(new URL('licenses', import.meta.url));

/**
 * The text that goes with a bundle. Throws where a package has no text of its licence, or one that is not known to ask
 * for nothing more.
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string} root
 */
export async function licensesOf(outputs, root) {
	const packages = await Promise.all(packageFolders(outputs, root).map(readPackage));
	const wrong = packages.filter(one => one.texts.length === 0 || !licensesNamed(one).every(isPermissive));
	if (wrong.length > 0) {
		const words = wrong.map(one => `${one.name} (${licensesNamed(one).join(', ')}; ${one.texts.length} texts)`);
		throw new Error(`Somebody must look at these licences before they are bundled: ${words.join(', ')}.`);
	}
	const parts = packages
		.map(({ name, version, license, texts }) => [`${name} ${version} (${license})`, ...texts].join('\n\n'))
		.sort();
	const rule = `\n\n${'-'.repeat(80)}\n\n`;
	return `${['This program holds parts of these packages.', ...new Set(parts)].join(rule)}\n`;
}

/** @param {string} license */
function isPermissive(license) {
	return permissive.includes(license);
}

/**
 * That of the package, and those of the packages that were bundled into it, which its texts name.
 * @param {Package} from
 */
function licensesNamed({ license, texts }) {
	return [license, ...texts.flatMap(text => Array.from(text.matchAll(/^License: (.*)$/gm), ([, name = '']) => name))];
}

/**
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string} root
 */
function packageFolders(outputs, root) {
	const files = Object.values(outputs).flatMap(({ inputs }) =>
		Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
	);
	const folders = files.flatMap(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []);
	return [...new Set(folders)].map(folder => resolve(root, folder));
}

/**
 * @param {string} folder
 * @returns {Promise<Package>}
 */
async function readPackage(folder) {
	const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const own = await textsIn(folder, /^(licen[cs]e|copying|notice)(\.|$)/i);
	const ofOthers = await textsIn(join(folder, 'build'), /^licen[cs]es\./i);
	const texts = own.length > 0 ? own : await textsIn(kept, new RegExp(`^${name.replace('/', '-')}\\.txt$`));
	return { name, version, license: String(license), texts: [...texts, ...ofOthers] };
}

/**
 * The texts of the files in a folder, if there is one, that are named like this.
 * @param {string} folder
 * @param {RegExp} named
 */
async function textsIn(folder, named) {
	const files = await readdir(folder).catch(() => []);
	const texts = files.filter(file => named.test(file)).map(file => readFile(join(folder, file), 'utf8'));
	return (await Promise.all(texts)).map(text => text.trim());
}
