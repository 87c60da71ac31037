import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Extent } from '../arrangement/types.ts';
import { Panel, type PanelProps } from './panel.tsx';

export interface OverlayFrameProps extends Omit<PanelProps, 'focused'> {
	/** The size of what it lies over. */
	readonly body: Extent;
}

/** A panel in the middle over everything else. Ink's boxes are transparent, so that spaces are laid under it. */
export function OverlayFrame({ body, ...panel }: OverlayFrameProps): ReactNode {
	const { width, height } = panel;
	const left = Math.floor((body.width - width) / 2);
	const top = Math.floor((body.height - height) / 2);
	return (
		<Box position="absolute" left={left} top={top} width={width} height={height}>
			<Box position="absolute">
				<Text>{Array.from({ length: height }, () => ' '.repeat(width)).join('\n')}</Text>
			</Box>
			<Panel {...panel} focused />
		</Box>
	);
}
