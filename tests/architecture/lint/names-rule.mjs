import { findBannedWord } from './words.mjs';

// SvelteKit finds these by name.
const demanded = new Set(['handle', 'handleError', 'handleFetch', 'handleValidationError']);

/**
 * Names that this project declares must use its words. What a library declares (imports, keys of objects handed to
 * it or taken from it) keeps its name; that is why only declarations are looked at.
 * @type {import('eslint').Rule.RuleModule}
 */
export const namesRule = {
	meta: { type: 'suggestion', messages: { banned: '“{{word}}” in “{{name}}”: use the word table of ARCHITECTURE.md.' }, schema: [] },
	create(context) {
		const inHooks = /hooks\.(server|client)\.ts$/.test(context.filename);
		/** @param {import('estree').Node & { name?: string } | null | undefined} node */
		const check = (node) => {
			if (node?.type !== 'Identifier' || (inHooks && demanded.has(node.name))) return;
			const word = findBannedWord(node.name);
			if (word) context.report({ node, messageId: 'banned', data: { word, name: node.name } });
		};
		return {
			'VariableDeclarator > Identifier.id': check,
			'VariableDeclarator ArrayPattern > Identifier': check,
			'VariableDeclarator ObjectPattern > Property[shorthand=false] > Identifier.value': check,
			':function > Identifier.params': check,
			':function > ObjectPattern.params > Property[shorthand=false] > Identifier.value': check,
			'FunctionDeclaration > Identifier.id': check,
			'ClassDeclaration > Identifier.id': check,
			'TSTypeAliasDeclaration > Identifier.id': check,
			'TSInterfaceDeclaration > Identifier.id': check,
			'TSPropertySignature > Identifier.key': check,
			'MethodDefinition > Identifier.key': check,
			'PropertyDefinition > Identifier.key': check
		};
	}
};
