// Node.js runs these files as they are and guesses no extension.
const ours = /^(\.{1,2}\/|#lib\/)/;
const complete = /\.(ts|svelte|js|mjs|json|css)(\?.*)?$/;
// Made by SvelteKit; there is no file of that name.
const generated = /\/\$types$/;

/** @type {import('eslint').Rule.RuleModule} */
export const extensionsRule = {
	meta: { type: 'problem', messages: { missing: 'Import “{{source}}” with its extension.' }, schema: [] },
	create(context) {
		/** @param {import('estree').Node & { source?: { value?: unknown } | null }} node */
		const check = (node) => {
			const source = node.source?.value;
			if (typeof source !== 'string' || !ours.test(source) || complete.test(source) || generated.test(source)) return;
			context.report({ node, messageId: 'missing', data: { source } });
		};
		return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
	}
};
