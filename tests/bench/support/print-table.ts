import type { FigureTable } from '../bench.ts';

export function printTable({ title, columns, rows }: FigureTable): void {
	const lines = [columns, ...rows].map((row) => row.map(String));
	const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
	console.log(`\n${title}`);
	for (const [i, line] of lines.entries()) {
		console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
		if (i === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
	}
}
