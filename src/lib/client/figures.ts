import { figuresSchema, type Figures, type FigureLine, type ProgrammeFigures } from '#lib/protocol/figures.ts';
import { request, type Result } from './sync/requests.ts';

export type { Figures, FigureLine, ProgrammeFigures };

/** Totals are asked for each time: a device holds nothing that they could be counted from. */
export function readFigures(): Promise<Result<Figures>> {
	return request('/api/figures', figuresSchema);
}
