/** Until everything that waits for its turn has had it: the screen, a press, what an act has just woken. */
export function afterWaiting(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
