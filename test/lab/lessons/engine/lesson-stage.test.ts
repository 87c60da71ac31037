import { expect, test } from 'vitest';
import { writeAndClose } from '../../../../source/lab/lessons/content/write-and-close.ts';
import { stageOf } from '../../../../source/lab/lessons/engine/lesson-stage.ts';
import { stepWords } from '../../../../source/lab/lessons/engine/words.ts';
import { fetchFrom } from '../../../../source/lab/lessons/steps/actions.ts';
import { applyEvent } from '../../../../source/lab/model/apply/apply-event.ts';
import { LabModel } from '../../../../source/lab/model/lab-model.ts';

test.each([
	['0.0.0.0', ['192.0.2.7', '10.0.0.1'], '192.0.2.7', '127.0.0.1:1000'],
	['::', ['192.0.2.7', 'fd00::2'], '192.0.2.7', '[::1]:1000'],
	['127.0.0.1', undefined, '127.0.0.1', '127.0.0.1:1000'],
])('a card of a lab that listens at %s names where others dial, and the lab dials itself', (host, all, named, own) => {
	const model = new LabModel();
	const at = { time: 0, host, port: 1_000, ...(all && { reachableAt: all }) };
	applyEvent(model, { type: 'server-listening', ...at, server: 'poetry/violons', kind: 'poetry', bytes: 9 });
	applyEvent(model, {
		type: 'server-listening',
		...at,
		server: 'proxy/violons',
		kind: 'proxy',
		upstream: `${host}:1000`,
	});
	applyEvent(model, { type: 'server-listening', ...at, server: 'transform', kind: 'transform' });
	const stage = stageOf(writeAndClose, model.state);
	const [step] = writeAndClose.steps;
	expect(stage && step && stepWords(step, stage).shell?.join('')).toContain(`nc ${named} 1000`);
	expect(stage && fetchFrom(stage.poet)).toMatchObject({ address: own });
});
