/** Kinds that an import writes, parents first. */
export const importedKinds = ['homeClass', 'title', 'copy', 'patron', 'card'] as const;
export type ImportedKind = (typeof importedKinds)[number];
