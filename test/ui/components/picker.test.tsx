import { describe, expect, it } from 'vitest';
import { Picker, pickerSize } from '../../../source/ui/components/picker.tsx';
import { TextField } from '../../../source/ui/components/text-field.tsx';
import { gap, span } from '../../../source/ui/text/rows.ts';
import { drawnOver } from '../../fixtures/drawn.tsx';

describe('Picker', () => {
	const items = Array.from({ length: 9 }, (_, at) => ({ name: `poem ${at + 1}` }));
	const picker = (shown: readonly { readonly name: string }[], index: number) => (
		<Picker
			body={{ width: 26, height: 10 }}
			size={{ width: 22, height: 9 }}
			title="Poems"
			right={[span('9')]}
			items={shown}
			index={index}
			row={({ name }, isSelected) => [isSelected ? span('▸') : gap(1), span(name)]}
			keyOf={({ name }) => name}
			query={<TextField label={[gap(1)]} text="" typing width={20} />}
			nothing={[[span(' nothing found')]]}
			footer={[[], [span(' enter takes it')]]}
		/>
	);

	it('keeps the chosen item in the middle of those that have room', () => {
		expect(drawnOver(picker(items, 4), 26, 10)).toEqual([
			'..╭─ Poems ──────── 9 ─╮..',
			'..│ ▏                  │..',
			'..│                    │..',
			'..│ poem 4             │..',
			'..│▸poem 5             │..',
			'..│ poem 6             │..',
			'..│                    │..',
			'..│ enter takes it     │..',
			'..╰────────────────────╯..',
			'..........................',
		]);
	});

	it('says that there is nothing, with the footer where it was', () => {
		expect(drawnOver(picker([], 0), 26, 10).slice(3, 8)).toEqual([
			'..│ nothing found      │..',
			'..│                    │..',
			'..│                    │..',
			'..│                    │..',
			'..│ enter takes it     │..',
		]);
	});

	it('is no larger than its lines need, and leaves a row of what it lies over at the top and at the bottom', () => {
		expect(pickerSize({ width: 200, height: 57 }, 12)).toEqual({ width: 78, height: 14 });
		expect(pickerSize({ width: 60, height: 13 }, 30)).toEqual({ width: 56, height: 11 });
		expect(pickerSize({ width: 80, height: 22 }, 2)).toEqual({ width: 76, height: 8 });
	});
});
