import { overlayContexts } from '../../panel-contexts.ts';
import { currentTransform, pickedWords } from '../../screen-reader/words/picker-words.ts';
import type { View } from '../../view.ts';
import { updateTransformPicker } from '../hosts/picker-commands.ts';
import { TransformPicker } from './transform-picker.tsx';

/** The transforms to choose from, and their order. */
export const transformsView: View = {
	name: 'transform-picker',
	contexts: () => overlayContexts('transform-picker'),
	update: updateTransformPicker,
	Component: TransformPicker,
	spoken: {
		arrival(moment) {
			const { overlay } = moment.state;
			const count = moment.snapshot.transforms.length;
			return overlay?.kind === 'transform-picker'
				? [
						`Transforms: ${count}. Space picks, enter is done. ${pickedWords(overlay)}`,
						currentTransform(overlay, moment),
					]
				: [];
		},
		moved({ state: { overlay: was } }, after) {
			const now = after.state.overlay;
			if (was?.kind !== 'transform-picker' || now?.kind !== 'transform-picker') {
				return [];
			}
			if (was.picked !== now.picked) {
				return [pickedWords(now)];
			}
			return was.index === now.index ? [] : [currentTransform(now, after)];
		},
	},
};
