import { parentPort, workerData } from 'node:worker_threads';
import { createLocalLab } from '../local-lab.ts';
import { createReplayLab } from '../replay/replay-lab.ts';
import { recordUntilBroken } from './end-recording.ts';
import type { FromWorker, LabSource } from './messages.ts';
import { serveLab } from './serve-lab.ts';

if (!parentPort) {
	throw new Error('This is the lab’s worker: it does not run by itself.');
}
const port = parentPort;
const source = workerData as LabSource;
try {
	const lab = await ('replay' in source ? createReplayLab(source.replay) : createLocalLab(source));
	recordUntilBroken(lab);
	serveLab(lab, port);
} catch (error) {
	const { name, message } = error instanceof Error ? error : new Error(String(error));
	port.postMessage({ type: 'not-started', name, message } satisfies FromWorker);
}
