import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { latencyWords } from './announce.ts';
import { LatencyOverlay } from './latency-overlay.tsx';

/** How long whole poems took, over everything else. */
export const latencyView: View = {
	name: 'latency',
	contexts: () => ['latency'],
	update: () => undefined,
	anywhere: { latency: state => stay({ ...state, overlay: { kind: 'latency' } }) },
	Component: LatencyOverlay,
	replaces: 'tabs-too',
	spoken: { arrival: ({ snapshot }) => latencyWords(snapshot.histogram), moved: () => [] },
};
