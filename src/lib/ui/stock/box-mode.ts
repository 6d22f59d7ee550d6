/** What a scan on the page of a box means: it was taken out to lend, or put back in to leave. */
export type BoxMode = 'receive' | 'return';
