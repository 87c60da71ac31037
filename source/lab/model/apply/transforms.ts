import type { transformEvents } from '../../../events/subjects/transforms.ts';
import type { Appliers } from '../appliers.ts';

/** Applies the requests and the answers of the transform server. */
export const applyTransformEvent: Appliers<typeof transformEvents> = {
	'transforms-loaded': (model, { transforms, problems }) => {
		model.now.transforms = transforms;
		model.notice(...problems);
	},

	'transform-broke-down': (model, { file, why }) => model.notice(`${file} broke down: ${why}.`),

	'transform-requested': (model, { connection, transform }) => {
		model.changeExchange(connection, { transform });
	},

	'transform-replied': (model, { connection }) => {
		model.changeExchange(connection, { replied: true });
	},

	'transform-refused': (model, { connection, transform, why, code }) => {
		model.changeExchange(connection, {
			replied: false,
			why,
			refusal: code,
			...(transform !== undefined && { transform }),
		});
	},
};
