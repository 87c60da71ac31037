import type { MessagePort } from 'node:worker_threads';
import type { Lab } from '../lab.ts';
import { changeBetween } from '../model/change.ts';
import { emptySnapshot } from '../model/snapshot-of-state.ts';
import type { FromWorker, Replies, Request, ToWorker } from './messages.ts';

/**
 * Serves a lab to another thread. One change is under way at a time: while the other side has not taken it in, what
 * happens is gathered into the next one, so that a slow screen costs no memory.
 */
export function serveLab(lab: Lab, port: Pick<MessagePort, 'postMessage' | 'on' | 'close'>): void {
	const post = (message: FromWorker) => port.postMessage(message);
	let sent = emptySnapshot;
	let underWay = false;
	const replies = new Set<Promise<unknown>>();

	const postChange = () => {
		if (underWay) {
			return;
		}
		const snapshot = lab.snapshot();
		const change = changeBetween(sent, snapshot);
		if (!change) {
			return;
		}
		sent = snapshot;
		underWay = true;
		post({ type: 'change', change });
	};

	const answer = async ({ id, request }: ToWorker & { readonly type: 'request' }) => {
		const reply = replyTo(request, lab);
		if (request.name !== 'close') {
			replies.add(reply);
			post({ type: 'reply', id, reply: await reply });
			replies.delete(reply);
			return;
		}
		post({ type: 'closing' });
		const totals = await reply;
		// The thread is ended once it has said this: a poem that is being saved must be whole by then.
		await Promise.all(replies);
		post({ type: 'reply', id, reply: totals });
		port.close();
	};

	port.on('message', async (message: ToWorker) => {
		switch (message.type) {
			case 'dispatch':
				lab.dispatch(message.action);
				break;
			case 'request':
				await answer(message);
				break;
			case 'change-applied':
				underWay = false;
				postChange();
				break;
			case 'ping':
				post({ type: 'pong' });
				break;
			default:
				message satisfies never;
		}
	});
	lab.subscribe(postChange);
	postChange();
	post({ type: 'started' });
}

function replyTo(request: Request, lab: Lab): Promise<Replies[Request['name']]> {
	switch (request.name) {
		case 'detail':
			return lab.detail(request.connection);
		case 'batch-detail':
			return lab.batchDetail(request.batch);
		case 'save-poem':
			return lab.savePoem(request.path, request.fetch);
		case 'close':
			return lab.close();
	}
}
