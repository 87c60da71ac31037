import { overlayContexts } from '../../panel-contexts.ts';
import type { View } from '../../view.ts';
import { spokenTransforms } from './announce.ts';
import { TransformPicker } from './transform-picker.tsx';
import { updateTransformPicker } from './update.ts';

/** The transforms to choose from, and their order. */
export const transformsView: View = {
	name: 'transform-picker',
	contexts: () => overlayContexts('transform-picker'),
	update: updateTransformPicker,
	Component: TransformPicker,
	spoken: spokenTransforms,
};
