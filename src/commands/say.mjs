/**
 * Tells the person at the terminal something, in Dutch and then in English.
 * These scripts run before anything is installed, so the words cannot come from lib/i18n.
 * @param {string} dutch
 * @param {string} english
 */
export function say(dutch, english) {
	console.log(`${dutch}\n  ${english}`);
}

/**
 * Says what went wrong and ends with exit code 1.
 * @param {string} dutch
 * @param {string} english
 * @returns {never}
 */
export function stopWith(dutch, english) {
	console.error(`\n✗ ${dutch}\n  ${english}\n`);
	process.exit(1);
}
