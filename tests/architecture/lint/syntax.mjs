/** Kinds of syntax that are forbidden, in lists that eslint.config.js puts together for each folder. */

/** @param {string} selector @param {string} message */
const forbid = (selector, message) => ({ selector, message });

export const everywhere = [
	forbid('ExportAllDeclaration', 'No barrels: import the file that has it.'),
	forbid('ExportNamedDeclaration[source]', 'No barrels: import the file that has it.')
];

export const namedExports = [forbid('ExportDefaultDeclaration', 'Export by name; a default export has another name in every file.')];

export const noRunes = [
	forbid(
		'CallExpression[callee.name=/^\\$(state|derived|effect|props|bindable|inspect|host)$/]',
		'Runes live in components and src/lib/client/state only.'
	),
	forbid(
		'CallExpression[callee.object.name=/^\\$(state|derived|effect)$/]',
		'Runes live in components and src/lib/client/state only.'
	)
];

export const noClock = [
	forbid('NewExpression[callee.name="Date"][arguments.length=0]', 'The clock arrives as an argument.'),
	forbid('CallExpression[callee.name="Date"]', 'The clock arrives as an argument.'),
	forbid('MemberExpression[object.name="Date"][property.name="now"]', 'The clock arrives as an argument.'),
	forbid('MemberExpression[object.name="performance"]', 'The clock arrives as an argument.'),
	forbid('MemberExpression[object.name="Math"][property.name="random"]', 'Chance arrives as an argument.'),
	forbid('MemberExpression[object.name="crypto"]', 'Ids arrive as arguments.'),
	forbid('ImportSpecifier[imported.name=/^(today|now|getLocalTimeZone)$/]', 'The clock arrives as an argument.')
];

export const noAsync = [
	forbid(':function[async=true]', 'The domain is synchronous.'),
	forbid('AwaitExpression', 'The domain is synchronous.'),
	forbid('NewExpression[callee.name="Promise"]', 'The domain is synchronous.'),
	forbid('MemberExpression[object.name="Promise"]', 'The domain is synchronous.')
];

/** Globals that do something in the world. */
export const worldGlobals = [
	'fetch',
	'crypto',
	'performance',
	'setTimeout',
	'setInterval',
	'queueMicrotask',
	'localStorage',
	'sessionStorage',
	'indexedDB',
	'navigator',
	'window',
	'document',
	'process',
	'console',
	'require'
].map((name) => ({ name, message: 'Pure code has no way into the world; let it arrive as an argument.' }));
