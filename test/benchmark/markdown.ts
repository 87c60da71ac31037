/** One column of a table: what stands above it, and whether it holds numbers, which are set to the right. */
export interface Column {
	readonly title: string;
	readonly isNumber?: boolean;
}

/** What a part of the benchmark has found out. A cell that is missing is empty. */
export interface Table {
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly string[])[];
	/** What is to be known besides, in whole sentences. */
	readonly notes?: readonly string[];
}

/** The table in Markdown, as readable at its source as where it is shown, and its notes below it. */
export function markdownTable({ columns, rows, notes = [] }: Table): string {
	const widths = columns.map(({ title }, at) => Math.max(3, title.length, ...rows.map(row => (row[at] ?? '').length)));
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const set = (row: readonly string[]) =>
		columns.map(({ isNumber }, at) => {
			const width = widths[at] ?? 0;
			const cell = row[at] ?? '';
			return isNumber ? cell.padStart(width) : cell.padEnd(width);
		});
	const rule = columns.map(({ isNumber }, at) => {
		const width = widths[at] ?? 0;
		return isNumber ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
	});
	const heading = set(columns.map(({ title }) => title));
	const table = [line(heading), line(rule), ...rows.map(row => line(set(row)))].join('\n');
	return [table, ...notes].join('\n\n');
}

/** Tables that follow one another and have the very same columns, as one; notes that are the same are said once. */
export function joinTables(tables: readonly Table[]): readonly Table[] {
	const joined: Table[] = [];
	for (const table of tables) {
		const last = joined.at(-1);
		if (last === undefined || last.columns !== table.columns) {
			joined.push(table);
		} else {
			const notes = [...new Set([...(last.notes ?? []), ...(table.notes ?? [])])];
			joined[joined.length - 1] = { columns: last.columns, rows: [...last.rows, ...table.rows], notes };
		}
	}
	return joined;
}

/** A number with so many decimals and commas between its thousands; a dash where there is none. */
export function formatNumber(value: number | undefined, decimals = 0): string {
	if (value === undefined || !Number.isFinite(value)) {
		return '–';
	}
	return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
