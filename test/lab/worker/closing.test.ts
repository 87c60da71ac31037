import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Lab } from '../../../source/lab/lab.ts';
import type { LabOptions } from '../../../source/lab/lab-options.ts';
import { writeAndClose } from '../../../source/lab/lessons/content/write-and-close.ts';
import { createWorkerLab } from '../../../source/lab/worker/worker-lab.ts';
import { busyDisk } from '../../fixtures/busy-disk.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { seen } from '../../fixtures/lab-seen.ts';
import { doStep, lessonIn } from '../../fixtures/lesson-walk.ts';

let directory = '';
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'closing-'));
	onTestFinished(() => rm(directory, { recursive: true }));
});

function open(more: Partial<LabOptions>) {
	return createWorkerLab({ ...labOnFreePorts, ...more }, new URL('../../../dist/worker.js', import.meta.url));
}

/** Begins to close the lab, and gives its end once the servers have let their clients go. */
async function beginClosing(lab: Lab) {
	const client = connect(lab.snapshot().servers.find(({ id }) => id === 'transform')?.port ?? 0, '127.0.0.1');
	client.on('error', () => {});
	await seen(lab, ({ open }) => open.some(({ peerPort }) => peerPort === client.localPort));
	const end = lab.close();
	await once(client, 'close');
	return { end };
}

test('a lab that is closed right after a lesson’s last step keeps that the lesson is done, however busy the disk', async () => {
	const progressFile = join(directory, 'lessons.json');
	const lab = await open({ lesson: writeAndClose.name, progressFile });
	const last = writeAndClose.steps.length;
	for (let step = 1; step < last; step += 1) {
		await doStep(lab, writeAndClose, step, 'right');
		lab.dispatch({ type: 'next-step', step });
	}
	await doStep(lab, writeAndClose, last, 'right');
	const disk = await busyDisk();
	lab.dispatch({ type: 'next-step', step: last });
	await lessonIn(lab, ({ done }) => done);
	const { end } = await beginClosing(lab);
	await disk.letGo();
	await end;
	expect(JSON.parse(readFileSync(progressFile, 'utf8'))).toMatchObject({ done: [writeAndClose.name] });
});

test('a lab that is closed while a poem is saved saves all of it, and says so', async () => {
	const lab = await open({});
	const address = lab.snapshot().hosts.find(({ label }) => label === 'poetry/tyger')?.address ?? '';
	lab.dispatch({ type: 'fetch', address, transforms: [] });
	const { fetch } = await seen(lab, snapshot => snapshot.fetch?.status === 'succeeded');
	const path = join(directory, 'tyger.txt');
	const disk = await busyDisk();
	const saving = lab.savePoem(path);
	const { end } = await beginClosing(lab);
	await disk.letGo();
	await end;
	expect(await saving).toEqual({ saved: true, path, bytes: fetch?.poemBytes });
	expect(readFileSync(path)).toHaveLength(fetch?.poemBytes ?? 0);
});
