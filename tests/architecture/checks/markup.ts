import { parse, type AST } from 'svelte/compiler';
import { listFiles, readText } from './files.ts';

const readAttributes = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt', 'label']);

/** Words for people that stand in the markup of a component instead of in lib/i18n. A single word may be a name. */
export function findLiteralText(root: string): string[] {
	return listFiles(root, 'src')
		.filter((file) => file.endsWith('.svelte'))
		.flatMap((file) => literalsOf(readText(root, file)).map((text) => `${file}: “${text}”`));
}

function literalsOf(source: string): string[] {
	const found: string[] = [];
	const { fragment } = parse(source, { modern: true });
	visit(fragment, (node) => {
		if (node.type === 'Text' && isSentence(node.data)) found.push(node.data.trim());
		if (node.type === 'Attribute') found.push(...literalAttribute(node));
		// What stands in an attribute was judged with it.
		return node.type !== 'Attribute';
	});
	return found;
}

function literalAttribute({ name, value }: AST.Attribute): string[] {
	if (!readAttributes.has(name) || !Array.isArray(value)) return [];
	return value.flatMap((part) => (part.type === 'Text' && /\p{L}{2}/u.test(part.data) ? [part.data] : []));
}

function isSentence(text: string): boolean {
	return (text.match(/\p{L}{2,}/gu) ?? []).length >= 2;
}

type Visited = AST.SvelteNode;

function visit(value: unknown, look: (node: Visited) => boolean): void {
	if (Array.isArray(value)) return value.forEach((inner) => visit(inner, look));
	if (value === null || typeof value !== 'object') return;
	if ('type' in value && !look(value as Visited)) return;
	for (const inner of Object.values(value)) visit(inner, look);
}
