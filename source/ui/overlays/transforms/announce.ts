import { visibleLine } from '../../../wire/visible-text.ts';
import { ended, placeOf, sentence } from '../../screen-reader/speech.ts';
import type { OverlayOf } from '../../state.ts';
import type { ViewModel } from '../../view.ts';
import type { OverlayParts } from '../overlay-view.tsx';

type TransformPicker = OverlayOf<'transform-picker'>;

/** The transforms to choose from, for a screen reader. */
export const spokenTransforms: OverlayParts<TransformPicker>['spoken'] = {
	arrival: (picker, model) => [
		...serverWords(model),
		`Transforms: ${model.snapshot.transforms.length}. Enter takes one, space picks several. ${pickedWords(picker)}`,
		currentTransform(picker, model),
	],
	moved(picker, was, model) {
		if (was.picked !== picker.picked) {
			return [pickedWords(picker)];
		}
		return was.index === picker.index ? [] : [currentTransform(picker, model)];
	},
};

/** Where they run, if that is elsewhere. */
function serverWords({ snapshot: { transformServer } }: ViewModel): readonly string[] {
	return transformServer === undefined ? [] : [sentence(`They run at ${visibleLine(transformServer)}`)];
}

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

/** The picked transforms, in the order in which they run. */
function pickedWords({ picked }: TransformPicker): string {
	return sentence(picked.length === 0 ? 'None runs' : `Runs ${picked.map(visibleLine).join(', then ')}`);
}
