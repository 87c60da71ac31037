import { expect, onTestFinished, test } from 'vitest';
import type { LabOptions } from '../../../source/lab/lab-options.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { addressIn, portIn, seen } from '../../fixtures/lab-seen.ts';

async function open(more: Partial<LabOptions> = {}) {
	const lab = await createLocalLab({ ...labOnFreePorts, slowPoems: [], ...more });
	onTestFinished(() => void lab.close());
	return lab;
}

test('the client and its crowds use the transform server of another lab, and the screen says which', async () => {
	const other = await open();
	const transformServer = { host: '127.0.0.1', port: portIn(other.snapshot(), 'transform') };
	const lab = await open({ transformServer });
	const address = addressIn(lab.snapshot(), 'poetry/tyger');
	lab.dispatch({ type: 'fetch', address, transforms: ['shout'] });
	const { fetch, exchanges, transformServer: told } = await seen(lab, now => now.fetch?.status === 'succeeded');
	expect(Buffer.from(fetch?.poem ?? []).toString()).toContain('THE TYGER');
	expect(told).toBe(`127.0.0.1:${transformServer.port}`);
	expect(exchanges.map(({ server, kind }) => [server, kind])).toContainEqual([told, 'transform']);
	lab.dispatch({ type: 'start-crowd', address, transforms: ['shout'], clients: 3 });
	expect((await seen(lab, ({ crowd }) => crowd?.status === 'ended')).crowd).toMatchObject({ whole: 3, fellBack: 0 });
	const served = await seen(other, ({ totals }) => totals.served === 4);
	expect(served.servers.find(({ id }) => id === 'transform')?.served).toBe(4);
	expect(lab.snapshot().servers.find(({ id }) => id === 'transform')?.served).toBe(0);
});

test('where nobody is there the poem comes as it was, with words that name the address', async () => {
	const port = await closedPort();
	const lab = await open({ transformServer: { host: '127.0.0.1', port } });
	lab.dispatch({ type: 'fetch', address: addressIn(lab.snapshot(), 'poetry/tyger'), transforms: ['shout'] });
	const { fetch } = await seen(lab, now => now.fetch?.status === 'fell-back');
	expect(Buffer.from(fetch?.poem ?? []).toString()).toContain('The Tyger');
	expect(fetch?.steps).toMatchObject([{ code: 'refused', why: `connection refused, at 127.0.0.1:${port}` }]);
});

test('a lesson is about the lab’s own transform server, and then the other one is used again', async () => {
	const port = await closedPort();
	const lab = await open({ transformServer: { host: '127.0.0.1', port }, lesson: 'fall-back' });
	const ask = () =>
		lab.dispatch({ type: 'fetch', address: addressIn(lab.snapshot(), 'poetry/tyger'), transforms: ['shout'] });
	ask();
	const inLesson = await seen(lab, now => now.fetch?.status === 'succeeded');
	lab.dispatch({ type: 'leave-lesson' });
	ask();
	await seen(lab, ({ fetch }) => fetch?.id !== inLesson.fetch?.id && fetch?.status === 'fell-back');
});
