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

	port.on('message', async (message: ToWorker) => {
		switch (message.type) {
			case 'dispatch':
				lab.dispatch(message.action);
				break;
			case 'request':
				if (message.request.name === 'close') {
					post({ type: 'closing' });
				}
				post({ type: 'reply', id: message.id, reply: await replyTo(message.request, lab) });
				if (message.request.name === 'close') {
					port.close();
				}
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
		case 'save-poem':
			return lab.savePoem(request.path);
		case 'close':
			return lab.close();
	}
}
