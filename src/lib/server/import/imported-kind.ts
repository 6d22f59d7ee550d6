/** Kinds that an import writes, parents first; undone the other way round, so that a card is judged when no group needs its holder. */
export const importedKinds = ['homeClass', 'teachingGroup', 'title', 'copy', 'patron', 'card', 'groupPlace', 'teaching'] as const;
export type ImportedKind = (typeof importedKinds)[number];
