import { faults as allFaults } from '../../../faults/faults.ts';
import { faultRow } from '../rows.ts';
import type { Topic } from '../topic.ts';

export const faults: Topic = {
	name: 'faults',
	title: 'Faults: what can be broken on purpose',
	summary: 'what --fault takes: what can be broken on purpose',
	examples: [
		{ line: 'poetry-lab --fault transform=latency:300:50', does: 'settings in their order' },
		{ line: 'poetry-lab --fault poetry/tyger=reset:after=9', does: 'or by name' },
		{ line: 'poetry-lab --fault proxy/tyger=reset:p=0.5 --seed 7', does: 'the same connections each time' },
	],
	blocks: [
		{ title: 'Faults', rows: allFaults.map(faultRow) },
		'All but down also take p, the probability that a connection is struck, from 0 to 1.',
		'A fault changes what the server sends. truncate ends with an orderly close, so the client of a poem cannot tell that a part is missing. hang sends nothing at all. corrupt changes one of the first bytes; in a netstring it is always the colon. down refuses new connections, and those that are open go on.',
		'A server is named as in the panel Servers: poetry/tyger, proxy/tyger or transform. A name alone, such as transform, is enough where only one server has it. In the lab, f on a server opens the list of its faults, and F switches all faults off.',
	],
};
