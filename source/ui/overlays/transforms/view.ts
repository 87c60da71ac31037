import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { spokenTransforms } from './announce.ts';
import { TransformPicker } from './transform-picker.tsx';
import { openTransformPicker, updateTransformPicker } from './update.ts';

/** The transforms to choose from, and their order. */
export const transformsView: View = {
	name: 'transform-picker',
	contexts: () => ['transform-picker'],
	update: updateTransformPicker,
	anywhere: { 'pick-transforms': state => stay(openTransformPicker(state)) },
	Component: TransformPicker,
	spoken: spokenTransforms,
};
