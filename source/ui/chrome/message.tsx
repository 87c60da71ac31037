import type { ReactNode } from 'react';
import { Rows } from '../components/spans.tsx';
import { gap, type Row } from '../text/rows.ts';
import type { ViewModel } from '../view.ts';
import { messageRows } from './message-rows.ts';

/** A long message, in rows of its own above the hints: they stay, since what it says to press is among them. */
export function Message({ model, width }: { readonly model: ViewModel; readonly width: number }): ReactNode {
	const { message } = model.state;
	return <Rows rows={messageRows(model.state, width).map((text): Row => [gap(1), { ...message, text }])} />;
}
