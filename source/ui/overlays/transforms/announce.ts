import { visibleLine } from '../../../wire/visible-text.ts';
import { ended, placeOf, sentence } from '../../screen-reader/speech.ts';
import { type OverlayOf, overlayOf } from '../../state.ts';
import type { SpokenView } from '../../view.ts';
import type { ViewModel } from '../../view-model.ts';

type TransformPicker = OverlayOf<'transform-picker'>;

/** What is told of the transforms to choose from. */
export const spokenTransforms: SpokenView = {
	arrival(model) {
		const picker = overlayOf(model.state, 'transform-picker');
		const count = model.snapshot.transforms.length;
		return picker === undefined
			? []
			: [`Transforms: ${count}. Space picks, enter is done. ${pickedWords(picker)}`, currentTransform(picker, model)];
	},
	moved(before, after) {
		const [was, now] = [overlayOf(before.state, 'transform-picker'), overlayOf(after.state, 'transform-picker')];
		if (was === undefined || now === undefined) {
			return [];
		}
		if (was.picked !== now.picked) {
			return [pickedWords(now)];
		}
		return was.index === now.index ? [] : [currentTransform(now, after)];
	},
};

/** The transform that is marked, and its place in the order in which they run. */
function currentTransform({ index, picked }: TransformPicker, { snapshot: { transforms } }: ViewModel): string {
	const transform = transforms[index];
	if (transform === undefined) {
		return 'No transforms.';
	}
	const place = picked.indexOf(transform.name);
	const runs = place === -1 ? 'off' : picked.length === 1 ? 'on' : `on, runs ${place + 1} of ${picked.length}`;
	return ended(
		`${visibleLine(transform.name)}, ${runs}, ${placeOf(index, transforms.length)}. ${visibleLine(transform.summary)}`,
	);
}

/** What is picked so far, in its order. */
function pickedWords({ picked }: TransformPicker): string {
	return sentence(picked.length === 0 ? 'None runs' : `Runs ${picked.map(visibleLine).join(', then ')}`);
}
