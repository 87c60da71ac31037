import { parentPort, workerData } from 'node:worker_threads';
import type { Lab } from '../lab.ts';
import { createLocalLab } from '../local-lab.ts';
import { createReplayLab } from '../replay/replay-lab.ts';
import { createClassLab } from '../watching/class-lab.ts';
import { createWatchLab } from '../watching/watch-lab.ts';
import { recordUntilBroken } from './end-recording.ts';
import type { FromWorker, LabSource } from './messages.ts';
import { serveLab } from './serve-lab.ts';

if (!parentPort) {
	throw new Error('This is the lab’s worker: it does not run by itself.');
}
const port = parentPort;
const source = workerData as LabSource;
try {
	const lab = await openLab(source);
	recordUntilBroken(lab);
	serveLab(lab, port);
} catch (error) {
	const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
	port.postMessage({ type: 'not-started', error: { name, message, stack } } satisfies FromWorker);
}

function openLab(source: LabSource): Promise<Lab> {
	if ('replay' in source) {
		return createReplayLab(source.replay);
	}
	if (!('watch' in source)) {
		return createLocalLab(source);
	}
	return source.lab === undefined
		? createClassLab(source.watch)
		: createWatchLab({ address: source.watch }, source.lab);
}
