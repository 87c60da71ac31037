import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { savePoem } from '../../../source/lab/client/save-poem.ts';
import { bounds } from '../../../source/lab/snapshot.ts';
import { runningFetch, sampleFetch } from '../../fixtures/fake-lab.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { openRealLab } from '../../ui/inspector/real-lab.ts';

let directory = '';
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'saved-'));
	onTestFinished(() => rm(directory, { recursive: true }));
});

describe('saving a poem', () => {
	test('writes its exact bytes to a new file, and tells the path and how many', async () => {
		const poem = new Uint8Array([0x61, 0, 0xff, 0x0a]);
		const path = join(directory, 'poem.txt');
		expect(await savePoem(sampleFetch({ poem }), undefined, path)).toEqual({ saved: true, path, bytes: 4 });
		expect(await readFile(path)).toEqual(Buffer.from(poem));
	});

	test('never writes over a file, and says so', async () => {
		const path = join(directory, 'poem.txt');
		await writeFile(path, 'something dear');
		const outcome = await savePoem(sampleFetch(), undefined, path);
		expect(outcome).toEqual({ saved: false, why: `${path} exists already, and is not written over` });
		expect(await readFile(path, 'utf8')).toBe('something dear');
	});

	test('tells why a path cannot be written', async () => {
		const why = async (path: string) => {
			const outcome = await savePoem(sampleFetch(), undefined, path);
			return outcome.saved ? 'saved' : outcome.why.replace(directory, '');
		};
		expect(await why(join(directory, 'no', 'such.txt'))).toBe('/no/such.txt has no such directory');
		await mkdir(join(directory, 'closed'));
		expect(await why(join(directory, 'closed'))).toBe('/closed: a directory is there already');
		expect(await why('/dev/null')).toBe('/dev/null: a device is there already');
		await chmod(join(directory, 'closed'), 0o500);
		expect(await why(join(directory, 'x'.repeat(300)))).toContain('too long a name');
		expect(await why('~nobody/poem.txt')).toContain('has no such directory');
		expect(await why('~/no such directory/poem.txt')).toBe(
			`${homedir()}/no such directory/poem.txt has no such directory`,
		);
	});

	test('tells that the disk is full, and leaves no part of the poem', async () => {
		const outcome = await savePoem(sampleFetch(), undefined, '/dev/full');
		expect(outcome.saved).toBe(false);
		expect(await readdir(directory)).toEqual([]);
	});

	test('saves only whole poems', async () => {
		const path = join(directory, 'poem.txt');
		const why = async (
			...[fetch, kept]: Parameters<typeof savePoem> extends [infer F, infer K, string] ? [F, K?] : never
		) => {
			const outcome = await savePoem(fetch, kept, path);
			return outcome.saved ? 'saved' : outcome.why;
		};
		expect(await why(undefined)).toBe('there is no poem yet');
		expect(await why(runningFetch())).toBe('the poem is still on its way');
		expect(await why(sampleFetch({ status: 'failed' }))).toBe('the fetch ended without a whole poem');
		expect(await why(sampleFetch({ poemBytes: 900 }))).toBe('only the first 44 of its 900 bytes are kept');
		expect(await why(sampleFetch({ poemBytes: 900 }), { fetch: 1, pieces: [new Uint8Array(900)] })).toMatch(
			/only the first/,
		);
		expect(await readdir(directory)).toEqual([]);
	});

	test('saves all bytes of a poem that is larger than what the screen is given', async () => {
		const poem = Buffer.alloc(bounds.poemBytes * 2 + 1, 'a line of a long poem\n');
		const { port } = await bareServer(socket => socket.end(poem));
		const { lab, until } = await openRealLab();
		lab.dispatch({ type: 'fetch', address: `127.0.0.1:${port}`, transforms: [] });
		const { fetch } = await until(snapshot => snapshot.fetch?.status === 'succeeded');
		expect(fetch?.poem.length).toBe(bounds.poemBytes);
		const path = join(directory, 'long.txt');
		expect(await lab.savePoem(path)).toEqual({ saved: true, path, bytes: poem.length });
		expect(poem.equals(await readFile(path))).toBe(true);
	});
});
