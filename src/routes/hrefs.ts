/** Ids stand in the query, so that the one prerendered shell serves every page offline. */
export function patronHref(id: string): string {
	return `/desk/patrons/patron?id=${encodeURIComponent(id)}`;
}

export function titleHref(id: string): string {
	return `/catalogue/title?id=${encodeURIComponent(id)}`;
}
