import { serverKinds } from '../../lab/server-kinds.ts';
import { listFlag, valueFlag } from './flag-words.ts';

/** The flags that `get` and `crowd` share. */
export const fetchFlags = {
	transform: listFlag({
		group: 'Fetching',
		value: '<a,b>',
		summary: 'transforms by name, in their order',
		offer: 'list:transforms',
	}),
	via: valueFlag({
		group: 'Fetching',
		value: '<host:port>',
		summary: 'the transform server',
		byDefault: `127.0.0.1:${serverKinds.transform.firstPort}`,
		offer: 'words:transform-address',
	}),
	timeout: valueFlag({
		group: 'Fetching',
		value: '<ms>',
		summary: 'the longest a poem or a transform may take',
	}),
} as const;
