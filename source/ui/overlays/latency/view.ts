import { stay } from '../../state.ts';
import { overlayView } from '../overlay-view.tsx';
import { latencyWords } from './announce.ts';
import { LatencyOverlay } from './latency-overlay.tsx';

/** The histogram of the times that whole poems took, over everything else. */
export const latencyView = overlayView('latency', {
	contexts: ['latency'],
	anywhere: { latency: state => stay({ ...state, overlay: { kind: 'latency' } }) },
	Component: LatencyOverlay,
	replaces: 'tabs-too',
	spoken: { arrival: (_, { snapshot }) => latencyWords(snapshot.histogram) },
});
