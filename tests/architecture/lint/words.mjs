// The words that product.md and architecture.md keep out of names. Left: the word; right: what may follow it.
const banned = new Map([
	['book', ['task', 'tasks', 'box', 'boxes']],
	['item', []],
	// The first words of names that browsers gave.
	['user', ['agent', 'choice', 'activation']],
	['member', []],
	['borrower', []],
	['customer', []],
	['rental', []],
	['reservation', []],
	['manager', []],
	['helper', []],
	['util', []],
	['misc', []],
	['common', []],
	['info', []],
	['handle', []],
	['service', ['worker', 'package', 'area']]
]);

/**
 * The first banned word of a name, in camelCase, kebab-case or with underscores; plurals count.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findBannedWord(name) {
	const words = name
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z]+/)
		.filter(Boolean);
	return words.find((word, index) => {
		// A copy is in or out of service; that says exactly what it means.
		if (word === 'service' && ['in', 'of'].includes(words[index - 1] ?? '')) return false;
		const followers = banned.get(word) ?? banned.get(word.replace(/s$/, ''));
		return followers !== undefined && !followers.some((follower) => words[index + 1]?.startsWith(follower));
	});
}
