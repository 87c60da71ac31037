import { Text } from 'ink';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Picker } from '../../../source/ui/components/picker.tsx';
import { Prompt } from '../../../source/ui/components/prompt.tsx';
import { TextField } from '../../../source/ui/components/text-field.tsx';
import { gap, span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

/** Drawn over a place full of dots. */
function over(node: ReactNode, width: number, height: number): readonly string[] {
	const dots = Array.from({ length: height }, () => '.'.repeat(width)).join('\n');
	return drawnRows(
		<>
			<Text>{dots}</Text>
			{node}
		</>,
		width,
		height,
	);
}

describe('Prompt', () => {
	const prompt = (error?: string) => (
		<Prompt body={{ width: 34, height: 9 }} title="Save in" hint="A new file." fieldCount={1} error={error}>
			<TextField label={[gap(1)]} text="tyger.txt" typing width={20} />
		</Prompt>
	);

	it('lies over what is below it, with its field and a hint', () => {
		expect(over(prompt(), 34, 9)).toEqual([
			'..................................',
			'..╭─ Save in ──────────────────╮..',
			'..│ tyger.txt▏                 │..',
			'..│                            │..',
			'..│ A new file.                │..',
			'..│                            │..',
			'..│                            │..',
			'..╰────────────────────────────╯..',
			'..................................',
		]);
	});

	it('says why an answer would not do in the place of the hint', () => {
		expect(over(prompt('There is a file with this name already.'), 34, 9).slice(4, 6)).toEqual([
			'..│ ✗ There is a file with     │..',
			'..│   this name already.       │..',
		]);
	});
});

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
			countsMore
		/>
	);

	it('keeps the chosen item in the middle of those that have room', () => {
		expect(over(picker(items, 4), 26, 10)).toEqual([
			'..╭─ Poems ──────── 9 ─╮..',
			'..│ ▏                  │..',
			'..│                    │..',
			'..│ poem 4             │..',
			'..│▸poem 5             │..',
			'..│ poem 6             │..',
			'..│                    │..',
			'..│ enter takes it     │..',
			'..╰───────── ↓ 3 more ─╯..',
			'..........................',
		]);
	});

	it('says that there is nothing, with the footer where it was', () => {
		expect(over(picker([], 0), 26, 10).slice(3, 8)).toEqual([
			'..│ nothing found      │..',
			'..│                    │..',
			'..│                    │..',
			'..│                    │..',
			'..│ enter takes it     │..',
		]);
	});
});
