import { readFile, writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import { createRecorder } from '../../../source/lab/recording/recorder.ts';
import { createReplayLab } from '../../../source/lab/replay/replay-lab.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';
import { seen } from '../../fixtures/lab-seen.ts';
import { newPath } from '../../fixtures/recordings.ts';

const poem = Buffer.from(`Lady Macbeth: ${'It was the owl that shriek’d, the fatal bellman.\n'.repeat(40)}`);

/** A visit in three events, in which these bytes are sent. */
function visit(connection: number, data: Uint8Array): readonly LabEvent[] {
	const time = 1_000 + connection;
	const sent: LabEvent = { type: 'bytes-sent', time, server: 'poetry/a', connection, data };
	return [opened(connection, 'poetry/a', time), sent, closed(connection, 'poetry/a', { time, bytesOut: data.length })];
}

async function record(events: readonly LabEvent[]): Promise<string> {
	const path = await newPath();
	const recorder = await createRecorder(path);
	for (const event of events) {
		recorder.record(event);
	}
	await recorder.stop();
	return path;
}

async function replay(path: string): Promise<Lab> {
	const lab = await createReplayLab(path);
	onTestFinished(async () => void (await lab.close()));
	return lab;
}

async function sentIn(lab: Lab, connection: number) {
	return (await lab.detail(connection)).find(({ type }) => type === 'bytes-sent');
}

// Some thousand events: the bytes are in one of the first lines, and named in every part of the file.
const visits = Array.from({ length: 2_000 }, (_, i) => visit(i + 1, i % 7 === 0 ? Buffer.alloc(90, i) : poem)).flat();

test('a poem that is sent again and again is in the file once, and every exchange of a replay has its bytes', async () => {
	const path = await record([...listening, ...visits]);
	const text = await readFile(path, 'utf8');
	expect(text.split(poem.subarray(0, 300).toString('base64'))).toHaveLength(2);
	const lab = await replay(path);
	for (const connection of [2, 3, 401, 1_234, 1_998]) {
		expect(await sentIn(lab, connection)).toMatchObject({ data: new Uint8Array(poem) });
	}
	expect(await sentIn(lab, 1)).toMatchObject({ data: new Uint8Array(90).fill(0) });
	lab.dispatch({ type: 'replay-jump', fraction: 0.4 });
	await seen(lab, ({ replay }) => replay?.at !== replay?.total);
	expect(await sentIn(lab, 700)).toMatchObject({ data: new Uint8Array(poem) });
});

test('where the line that has the bytes is lost, they are shown as not kept, and the counts are right all the same', async () => {
	const path = await record([...listening, ...visits]);
	const lines = (await readFile(path, 'utf8')).split('\n');
	await writeFile(path, lines.filter(line => !line.includes(poem.subarray(0, 300).toString('base64'))).join('\n'));
	const lab = await replay(path);
	expect(await sentIn(lab, 1_234)).toMatchObject({ data: new Uint8Array(), dataBytes: poem.length });
	expect(lab.snapshot().exchanges.at(-2)).toMatchObject({ bytesOut: poem.length });
});

test('two recordings in one file each have their bytes', async () => {
	const [first, second] = [await record([...listening, ...visits]), await record([...listening, ...visits])];
	const path = await newPath();
	await writeFile(path, Buffer.concat([await readFile(first), await readFile(second)]));
	const lab = await replay(path);
	const { exchanges } = lab.snapshot();
	expect(await sentIn(lab, exchanges.at(-3)?.id ?? 0)).toMatchObject({ data: new Uint8Array(poem) });
});
