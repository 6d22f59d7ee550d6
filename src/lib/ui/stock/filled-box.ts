import type { Box } from '#lib/domain/stock/box.ts';

/** A box as a form gives it; what is not filled in is absent. */
export type FilledBox = Omit<Box, 'id'>;
