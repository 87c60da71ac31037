import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createHostsFile, parseHostsFile } from '../../../source/net/look-up/hosts-file.ts';

async function newPath(): Promise<string> {
	const dir = await mkdtemp(join(tmpdir(), 'poetry-lab-hosts-'));
	onTestFinished(() => rm(dir, { recursive: true }));
	return join(dir, 'hosts');
}

test('a hosts file gives every address of a name in its order, whatever the case, and no comment', () => {
	const known = parseHostsFile(
		[
			'# 192.0.2.9 rose',
			'192.0.2.1\tRose rose.example # 192.0.2.8 tulip',
			'  2001:db8::1 rose',
			'192.0.2.1 rose',
			'not-an-address rose',
			'192.0.2.3 lily\r',
		].join('\n'),
	);
	expect(known.get('rose')).toEqual(['192.0.2.1', '2001:db8::1']);
	expect(known.get('rose.example')).toEqual(['192.0.2.1']);
	expect(known.get('lily')).toEqual(['192.0.2.3']);
	expect(known.get('tulip')).toBeUndefined();
});

test('a hosts file is read again when it has changed, and knows nothing where it is not there', async () => {
	const path = await newPath();
	const hosts = createHostsFile(path);
	expect(hosts('rose')).toEqual([]);
	await writeFile(path, '192.0.2.1 rose\n');
	expect(hosts('ROSE.')).toEqual(['192.0.2.1']);
	await writeFile(path, '192.0.2.22 rose\n');
	expect(hosts('rose')).toEqual(['192.0.2.22']);
	await rm(path);
	expect(hosts('rose')).toEqual([]);
});
